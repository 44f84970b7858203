using System.Buffers.Binary;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;

namespace AnalogCoSim.Bench.Data;

/// <summary>Grey images and labels in idx format, as MNIST and Fashion-MNIST have them, plain or gzip.</summary>
/// <remarks>Source: the format's description by LeCun, Cortes and Burges: two zero bytes, the element type 8, the number of dimensions, big-endian extents, data.</remarks>
public static class IdxImages
{
    private static readonly InputKind Kind = InputKind.Data with { Noun = "idx file", Remedy = "Fetch the file again." };

    /// <summary>Loads a stretch of a split.</summary>
    /// <param name="folder">Folder with the files <c>t10k-</c> or <c>train-</c> of <c>images-idx3-ubyte</c> and <c>labels-idx1-ubyte</c>.</param>
    /// <param name="section">Split, first image and count.</param>
    /// <returns>The images.</returns>
    /// <exception cref="AcsException">ACS0301, ACS0302 or ACS0303.</exception>
    public static ImageSet Load(string folder, DataSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        string prefix = section.Split == "train" ? "train" : "t10k";
        (int[] shape, byte[] pixels) = Read(FileOf(folder, $"{prefix}-images-idx3-ubyte"), 3);
        (int[] labelShape, byte[] labels) = Read(FileOf(folder, $"{prefix}-labels-idx1-ubyte"), 1);
        if (labelShape[0] != shape[0])
        {
            throw new AcsException(ErrorCode.ArrayMismatch, "Images and labels differ in number.", folder, $"{shape[0]} labels", $"{labelShape[0]}", "Use files of the same split.");
        }

        int length = shape[1] * shape[2];
        int count = Stretch.Count(section, shape[0], length, folder);
        var values = new float[count * length];
        ReadOnlySpan<byte> source = pixels.AsSpan(section.First * length, values.Length);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = source[i];
        }

        int[] wanted = [.. Enumerable.Range(section.First, count)];
        return new ImageSet($"{Path.GetFileName(folder)} {section.Split}", 1, shape[1], shape[2], wanted, [.. wanted.Select(i => (int)labels[i])], values);
    }

    private static string FileOf(string folder, string name)
    {
        string plain = Path.Combine(folder, name);
        return File.Exists(plain) ? plain : DataRoots.Existing(plain + ".gz", "idx file");
    }

    private static (int[] Shape, byte[] Data) Read(string path, int dimensions)
    {
        byte[] bytes = GzipFile.ReadBytes(path, Kind);
        int header = 4 + (4 * dimensions);
        if (bytes.Length < header || bytes[0] != 0 || bytes[1] != 0 || bytes[2] != 8 || bytes[3] != dimensions)
        {
            throw new AcsException(ErrorCode.DataDamaged, "The file is not an idx file of bytes.", path, $"magic 0x0000080{dimensions}",
                bytes.Length < header ? $"{bytes.Length} bytes" : $"0x{BinaryPrimitives.ReadUInt32BigEndian(bytes):X8}", "Fetch the file again.");
        }

        int[] shape = [.. Enumerable.Range(0, dimensions).Select(i => BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(4 + (4 * i))))];
        // Three extents of 31 bits do not fit 64 bits.
        Int128 expected = header + shape.Aggregate((Int128)1, (product, n) => product * n);
        return Array.TrueForAll(shape, n => n > 0) && bytes.Length == expected
            ? (shape, bytes[header..])
            : throw new AcsException(ErrorCode.DataDamaged, "The idx file is truncated or too long.", path, $"{expected} bytes", $"{bytes.Length} bytes", "Fetch the file again.");
    }
}
