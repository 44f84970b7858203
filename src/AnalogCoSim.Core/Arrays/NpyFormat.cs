using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Core.Arrays;

/// <summary>Reads and writes numpy's npy format, versions 1.0 to 3.0, little-endian, C order.</summary>
/// <remarks>Source: the format's description in NumPy's documentation (numpy.lib.format).</remarks>
public static class NpyFormat
{
    private static readonly (string Code, Type Type, int Size)[] ElementTypes =
    [
        ("|i1", typeof(sbyte), 1), ("|u1", typeof(byte), 1), ("<i2", typeof(short), 2), ("<u2", typeof(ushort), 2),
        ("<i4", typeof(int), 4), ("<u4", typeof(uint), 4), ("<i8", typeof(long), 8), ("<u8", typeof(ulong), 8),
        ("<f4", typeof(float), 4), ("<f8", typeof(double), 8),
    ];

    /// <summary>Writes one array as format version 1.0.</summary>
    /// <param name="stream">Target.</param>
    /// <param name="array">Array.</param>
    public static void Write(Stream stream, NpyArray array)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(array);
        Type element = array.Data.GetType().GetElementType()!;
        var entry = Array.Find(ElementTypes, e => e.Type == element);
        string shape = string.Join(", ", array.Shape.Select(n => n.ToString(CultureInfo.InvariantCulture)));
        string header = $"{{'descr': '{entry.Code}', 'fortran_order': False, 'shape': ({shape}{(array.Shape.Length == 1 ? "," : string.Empty)}), }}";
        int padding = 64 - ((NpyHeader.Magic.Length + 4 + header.Length + 1) % 64);
        byte[] text = Encoding.ASCII.GetBytes(header + new string(' ', padding % 64) + "\n");
        stream.Write(NpyHeader.Magic);
        stream.Write([1, 0, (byte)text.Length, (byte)(text.Length >> 8)]);
        stream.Write(text);
        stream.Write(Bytes(array.Data));
    }

    /// <summary>Reads one array; nothing is allocated before its size has been held against what is there.</summary>
    /// <param name="stream">Source, positioned at the magic.</param>
    /// <param name="where">File (and member) for errors.</param>
    /// <param name="length">Bytes of the whole file or member; null takes what is left of a stream that knows it.</param>
    /// <returns>The array.</returns>
    /// <exception cref="AcsException">ACS0302 if truncated, too long or not an npy file, ACS0303 if of an element type or order not supported.</exception>
    public static NpyArray Read(Stream stream, string where, long? length = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        long whole = length ?? stream.Length - stream.Position;
        NpyHeader header = NpyHeader.Read(stream, where);
        string code = header.Code;
        var entry = Array.Find(ElementTypes, e => e.Code == code || (e.Size == 1 && code.Length == 3 && "|<>=".Contains(code[0], StringComparison.Ordinal) && code.EndsWith(e.Code[1..], StringComparison.Ordinal)));
        if (entry.Type is null)
        {
            throw new AcsException(ErrorCode.ArrayMismatch, "The element type is not supported.", where, "int8..int64, uint8..uint64, float32, float64, little-endian", code, "Convert the array before saving it.");
        }

        if (header.Count > int.MaxValue / entry.Size || header.Count * entry.Size != whole - header.Bytes)
        {
            throw Truncated(where, $"{header.Count} elements of {entry.Size} bytes, as the header says", $"{whole - header.Bytes} bytes");
        }

        Array data = Array.CreateInstance(entry.Type, header.Count);
        int got = stream.ReadAtLeast(Bytes(data), (int)header.Count * entry.Size, throwOnEndOfStream: false);
        return got == header.Count * entry.Size
            ? new NpyArray(data, header.Shape)
            : throw Truncated(where, $"{header.Count * entry.Size} bytes of data", $"{got} bytes");
    }

    internal static AcsException Truncated(string where, string expected, string actual, Exception? inner = null) =>
        new(ErrorCode.DataDamaged, "The file is truncated or damaged.", where, expected, actual, "Fetch or write the file again.", inner);

    private static Span<byte> Bytes(Array data) =>
        MemoryMarshal.CreateSpan(ref MemoryMarshal.GetArrayDataReference(data), Buffer.ByteLength(data));
}
