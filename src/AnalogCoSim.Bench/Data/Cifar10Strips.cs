using System.Globalization;
using System.Text;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;
using AnalogCoSim.Toolchain.Processes;
using AnalogCoSim.Toolchain.Programs;
using AnalogCoSim.Toolchain.Tools;

namespace AnalogCoSim.Bench.Data;

/// <summary>CIFAR-10's training images as lossless WebP strips, 1,000 images a file in 25 rows of 40 tiles, with their labels in <c>train_labels.bin</c>.</summary>
/// <remarks>About half the size of the official binary files. WebP is decoded by libwebp's <c>dwebp</c>, in a process of its own.</remarks>
internal static class Cifar10Strips
{
    /// <summary>Where strips lie in the data folder.</summary>
    public const string UsualFolder = "train_sets/cifar10";

    private const int Side = 32;
    private const int TilesAcross = 40;
    private const int PerStrip = 1000;
    private const int Width = TilesAcross * Side;
    private const int Height = PerStrip / TilesAcross * Side;
    private const string Pattern = "train_*.webp";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <summary>Whether a folder holds strips.</summary>
    /// <param name="folder">Folder.</param>
    /// <returns>True if so.</returns>
    public static bool AreIn(string folder) => Directory.Exists(folder) && Directory.EnumerateFiles(folder, Pattern).Any();

    /// <summary>Loads a stretch of the training split.</summary>
    /// <param name="folder">Folder of the strips.</param>
    /// <param name="section">First image and count.</param>
    /// <returns>The images.</returns>
    /// <exception cref="AcsException">ACS0301 or ACS0302 for the files, ToolMissing without <c>dwebp</c>.</exception>
    public static ImageSet Load(string folder, DataSection section)
    {
        string[] strips = [.. Directory.GetFiles(folder, Pattern).Order(StringComparer.Ordinal)];
        byte[] labels = Labels(Path.Combine(folder, "train_labels.bin"), strips.Length * PerStrip);
        int[] numbers = [.. Enumerable.Range(section.First, Stretch.Count(section, labels.Length, 3 * Side * Side, folder))];
        var values = new float[numbers.Length * 3 * Side * Side];
        int at = 0;
        foreach (IGrouping<int, int> strip in numbers.GroupBy(number => number / PerStrip))
        {
            byte[] pixels = Decode(strips[strip.Key]);
            foreach (int number in strip)
            {
                Cut(pixels, number % PerStrip, values.AsSpan(at, 3 * Side * Side));
                at += 3 * Side * Side;
            }
        }

        return new ImageSet("cifar10 train", 3, Side, Side, numbers, [.. numbers.Select(number => (int)labels[number])], values);
    }

    private static byte[] Labels(string path, int count)
    {
        byte[] labels = InputFile.ReadBytes(path, InputKind.Data with { Noun = "CIFAR-10 label file" });
        return labels.Length == count && labels.All(label => label < 10)
            ? labels
            : throw new AcsException(ErrorCode.DataDamaged, "The label file does not fit the strips.", path, $"{count} bytes from 0 to 9", $"{labels.Length} bytes", "Fetch the folder again.");
    }

    private static byte[] Decode(string strip)
    {
        Tool tool = ToolLocator.Default.Require(ToolCatalog.WebP);
        string folder = FileErrors.Guard($"TMPDIR, {Path.GetTempPath()}", () => Directory.CreateTempSubdirectory("acs-webp-").FullName);
        try
        {
            string file = Path.Combine(folder, "strip.ppm");
            ProcessResult result = ProcessRunner.Default.Run(new ProcessRequest(tool.Path, [strip, "-ppm", "-o", file]) { Timeout = Limit });
            return result.ExitCode == 0 ? Pixels(File.ReadAllBytes(file), strip) : throw Damaged(strip, "a lossless WebP picture", result.Error.Trim());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // A binary portable pixmap: "P6", width, height and 255 as text, one white space, then RGB bytes.
    private static byte[] Pixels(byte[] pixmap, string strip)
    {
        const int Bytes = 3 * Width * Height;
        string wanted = string.Create(CultureInfo.InvariantCulture, $"P6 {Width} {Height} 255");
        int header = pixmap.Length - Bytes;
        string found = header > 0 ? string.Join(' ', Encoding.ASCII.GetString(pixmap, 0, header).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) : $"{pixmap.Length} bytes";
        return found == wanted ? pixmap[header..] : throw Damaged(strip, $"a picture of {Width} x {Height}", found);
    }

    private static void Cut(byte[] pixels, int tile, Span<float> image)
    {
        int top = tile / TilesAcross * Side;
        int left = tile % TilesAcross * Side;
        for (int k = 0; k < image.Length; k++)
        {
            int channel = k / (Side * Side);
            int y = top + (k / Side % Side);
            int x = left + (k % Side);
            image[k] = pixels[(((y * Width) + x) * 3) + channel];
        }
    }

    private static AcsException Damaged(string strip, string expected, string actual) =>
        new(ErrorCode.DataDamaged, "The strip of training images cannot be read.", strip, expected, actual, "Fetch the file again.");
}
