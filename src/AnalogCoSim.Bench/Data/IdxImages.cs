using System.Buffers.Binary;
using System.IO.Compression;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Bench.Data;

/// <summary>Grey images and labels in idx format, as MNIST and Fashion-MNIST have them, plain or gzip.</summary>
/// <remarks>Source: the format's description by LeCun, Cortes and Burges: two zero bytes, the element type 8, the number of dimensions, big-endian extents, data.</remarks>
public static class IdxImages
{
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

        int count = Math.Min(section.Count, shape[0] - section.First);
        if (count <= 0)
        {
            throw new AcsException(ErrorCode.DataNotFound, "The data has no images in the chosen stretch.", folder, $"more than {section.First} images", $"{shape[0]}", "Choose a smaller data.first.");
        }

        int length = shape[1] * shape[2];
        float[] values = [.. pixels.Skip(section.First * length).Take(count * length).Select(pixel => (float)pixel)];
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
        byte[] bytes = ReadAll(path);
        int header = 4 + (4 * dimensions);
        if (bytes.Length < header || bytes[0] != 0 || bytes[1] != 0 || bytes[2] != 8 || bytes[3] != dimensions)
        {
            throw new AcsException(ErrorCode.DataDamaged, "The file is not an idx file of bytes.", path, $"magic 0x0000080{dimensions}", bytes.Length < header ? $"{bytes.Length} bytes" : $"0x{BinaryPrimitives.ReadUInt32BigEndian(bytes):X8}", "Fetch the file again.");
        }

        int[] shape = [.. Enumerable.Range(0, dimensions).Select(i => BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(4 + (4 * i))))];
        long expected = header + shape.Aggregate(1L, (product, n) => product * n);
        return bytes.Length == expected
            ? (shape, bytes[header..])
            : throw new AcsException(ErrorCode.DataDamaged, "The idx file is truncated or too long.", path, $"{expected} bytes", $"{bytes.Length} bytes", "Fetch the file again.");
    }

    private static byte[] ReadAll(string path)
    {
        using FileStream file = File.OpenRead(path);
        using Stream stream = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var all = new MemoryStream();
        try
        {
            stream.CopyTo(all);
        }
        catch (InvalidDataException inner)
        {
            throw new AcsException(ErrorCode.DataDamaged, "The gzip file is damaged.", path, "a complete gzip file", inner.Message, "Fetch the file again.", inner);
        }

        return all.ToArray();
    }
}
