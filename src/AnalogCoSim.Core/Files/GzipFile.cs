using System.Buffers.Binary;
using System.IO.Compression;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Core.Files;

/// <summary>Reads plain or gzip files; of gzip, number and CRC-32 of the bytes are held against the trailer at the end of the file.</summary>
/// <remarks>
/// Source: RFC 1952. .NET's own stream takes a file without its trailer, or with anything behind it, for whole. One member a file, as gzip writes it:
/// so the trailer is the last eight bytes and tells the size before anything is unpacked.
/// </remarks>
public static class GzipFile
{
    private const int TrailerBytes = 8;
    private const int LeastBytes = 10 + 2 + TrailerBytes;

    /// <summary>Opens a file; one whose name ends in <c>.gz</c> is unpacked.</summary>
    /// <param name="path">The file.</param>
    /// <param name="kind">What it should be.</param>
    /// <returns>The unpacked bytes; its <see cref="Stream.Length"/> is their number. Damage is reported when the last byte has been read.</returns>
    /// <exception cref="AcsException">As <see cref="InputFile.Open"/>; the code for damaged files where it is no gzip file or unfolds to too much.</exception>
    public static Stream Open(string path, InputKind kind)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(kind);
        FileStream file = InputFile.Open(path, kind);
        try
        {
            return path.EndsWith(".gz", StringComparison.Ordinal) ? Unpacked(file, path, kind) : file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads a whole file, unpacked.</summary>
    /// <param name="path">The file.</param>
    /// <param name="kind">What it should be.</param>
    /// <returns>Its bytes.</returns>
    /// <exception cref="AcsException">As <see cref="Open"/>.</exception>
    public static byte[] ReadBytes(string path, InputKind kind)
    {
        using Stream stream = Open(path, kind);
        byte[] bytes = new byte[stream.Length];
        int got = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        (stream as CheckedStream)?.Finish();
        return got == bytes.Length ? bytes : throw kind.DamagedError(path, $"{bytes.Length} bytes", $"{got} bytes");
    }

    private static CheckedStream Unpacked(FileStream file, string path, InputKind kind)
    {
        Span<byte> trailer = stackalloc byte[TrailerBytes];
        if (file.Length < LeastBytes)
        {
            throw kind.DamagedError(path, "a complete gzip file", $"{file.Length} bytes");
        }

        file.Position = file.Length - TrailerBytes;
        file.ReadExactly(trailer);
        file.Position = 0;
        uint crc = BinaryPrimitives.ReadUInt32LittleEndian(trailer);
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]);
        PackedSize.Check(file.Length, length, path, kind);
        return new CheckedStream(new GZipStream(file, CompressionMode.Decompress), length, crc, path, kind);
    }
}
