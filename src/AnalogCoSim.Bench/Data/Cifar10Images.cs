using System.Globalization;
using System.Runtime.InteropServices;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;

namespace AnalogCoSim.Bench.Data;

/// <summary>CIFAR-10 in its official binary format: records of one label byte and 3072 pixel bytes (1024 red, green, blue).</summary>
/// <remarks>
/// Source: A. Krizhevsky, "Learning Multiple Layers of Features from Tiny Images", 2009. A folder may hold the official files, or shorter ones of any name
/// that begins with <c>test</c> or <c>data_batch</c>; a list <c>NAME_missing.txt</c> beside <c>NAME.bin</c> numbers records whose pixels are not right.
/// </remarks>
public static class Cifar10Images
{
    private static readonly InputKind Kind = InputKind.Data with { Noun = "CIFAR-10 file", Remedy = "Fetch the file again." };

    private const int Side = 32;
    private const int Pixels = 3 * Side * Side;
    private const int RecordBytes = 1 + Pixels;

    /// <summary>Loads a stretch of a split.</summary>
    /// <param name="path">A binary file, or a folder of them; for the training split also a folder of WebP strips (<see cref="Cifar10Strips"/>).</param>
    /// <param name="section">Split, first image and count.</param>
    /// <returns>The images; those that are listed as missing are left out.</returns>
    /// <exception cref="AcsException">ACS0301 or ACS0302.</exception>
    public static ImageSet Load(string path, DataSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        if (section.Split == "train" && Cifar10Strips.AreIn(path))
        {
            return Cifar10Strips.Load(path, section);
        }

        var numbers = new List<int>();
        var labels = new List<int>();
        var values = new List<float>();
        int before = 0;
        byte[] record = new byte[RecordBytes];
        foreach (string file in Files(path, section.Split))
        {
            using FileStream stream = InputFile.Open(file, Kind);
            int records = Records(stream.Length, file);
            HashSet<int> missing = Missing(file);
            for (int i = Math.Max(0, section.First - before); i < records && numbers.Count < section.Count; i++)
            {
                if (missing.Contains(i))
                {
                    continue;
                }

                stream.Position = (long)i * RecordBytes;
                stream.ReadExactly(record);
                numbers.Add(before + i);
                labels.Add(LabelOf(record[0], file, i));
                Stretch.CheckSize(numbers.Count, Pixels, path);
                Append(values, record.AsSpan(1));
            }

            before += records;
        }

        return numbers.Count > 0
            ? new ImageSet($"cifar10 {section.Split}", 3, Side, Side, [.. numbers], [.. labels], [.. values])
            : throw Stretch.Empty(section, before, path);
    }

    private static void Append(List<float> values, ReadOnlySpan<byte> pixels)
    {
        int at = values.Count;
        CollectionsMarshal.SetCount(values, at + pixels.Length);
        Span<float> target = CollectionsMarshal.AsSpan(values)[at..];
        for (int i = 0; i < pixels.Length; i++)
        {
            target[i] = pixels[i];
        }
    }

    private static string[] Files(string path, string split)
    {
        if (File.Exists(path))
        {
            return [path];
        }

        string pattern = split == "train" ? "data_batch*.bin" : "test*.bin";
        string[] files = [.. Directory.GetFiles(path, pattern).Order(StringComparer.Ordinal)];
        return files.Length > 0
            ? files
            : throw new AcsException(ErrorCode.DataNotFound, $"The folder has no CIFAR-10 {split} files.", path, pattern, "none", "Fetch the binary version of CIFAR-10, or give 'calibration:' images of a split that is there.");
    }

    private static int Records(long bytes, string file) => bytes > 0 && bytes % RecordBytes == 0
        ? (int)(bytes / RecordBytes)
        : throw new AcsException(
            ErrorCode.DataDamaged,
            "The CIFAR-10 file is truncated.",
            file,
            $"{(bytes / RecordBytes + 1) * RecordBytes} bytes (records of {RecordBytes})",
            $"{bytes} bytes",
            "Fetch the file again.");

    private static int LabelOf(byte label, string file, int record) => label < 10
        ? label
        : throw new AcsException(ErrorCode.DataDamaged, "A CIFAR-10 label is impossible.", $"{file}, record {record}", "0 to 9", $"{label}", "Fetch the file again; CIFAR-100 has another format.");

    private static HashSet<int> Missing(string file)
    {
        string list = Path.Combine(Path.GetDirectoryName(file)!, Path.GetFileNameWithoutExtension(file) + "_missing.txt");
        return File.Exists(list)
            ? [.. InputFile.ReadText(list, Kind).Split('\n').Select((line, i) => (Text: line.Trim(), Line: i + 1)).Where(line => line.Text.Length > 0).Select(line => RecordOf(line.Text, $"{list}:{line.Line}"))]
            : [];
    }

    private static int RecordOf(string text, string where) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int record)
        ? record
        : throw Kind.DamagedError(where, "the number of a record", text);
}
