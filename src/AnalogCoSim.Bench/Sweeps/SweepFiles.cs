using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using AnalogCoSim.Bench.Running;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Bench.Sweeps;

/// <summary>The files of a sweep: <c>sweep.json</c>, <c>summary.csv</c> with a line a variant and time, <c>points.csv</c> with a line a run.</summary>
public static class SweepFiles
{
    /// <summary>Name of the result.</summary>
    public const string ResultName = "sweep.json";

    /// <summary>How results are written as JSON.</summary>
    public static JsonSerializerOptions Style { get; } = new(ResultFolder.Style) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) } };

    /// <summary>Writes the files.</summary>
    /// <param name="folder">Folder, or null for none.</param>
    /// <param name="result">The result.</param>
    public static void Write(string? folder, SweepResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (folder is null)
        {
            return;
        }

        Write(folder, ResultName, JsonSerializer.Serialize(result, Style) + "\n");
        Write(folder, "summary.csv", Csv(
            ["variant", "group", "seconds", "status", "network", "seeds", "images", "mean", "standard_deviation", "interval_low", "interval_high", "min", "max", "float", "published", "device_model", "cores", "cycles_per_image", "microjoule_per_image", "images_per_second", "error"],
            result.Summary.Select(row => (object?[])
            [
                row.Variant, row.Group, row.Seconds, row.Status.ToString().ToLowerInvariant(), row.Network, row.Accuracy?.Count, row.Images, row.Accuracy?.Mean, row.Accuracy?.StandardDeviation,
                row.AccuracyInterval?.Low, row.AccuracyInterval?.High, row.Accuracy?.Min, row.Accuracy?.Max, row.FloatAccuracy, row.Published, row.DeviceModel, row.Cores, row.CyclesPerImage, row.MicrojoulePerImage, row.ImagesPerSecond, row.Error?.Code,
            ])));
        Write(folder, "points.csv", Csv(
            ["variant", "seed", "seconds", "status", "engine", "images", "correct", "accuracy", "interval_low", "interval_high", "float", "device_model", "cycles_per_image", "microjoule_per_image", "images_per_second", "wall_seconds", "digest", "error"],
            result.Points.Select(point => (object?[])
            [
                point.Variant, point.Seed, point.Seconds, point.Status.ToString().ToLowerInvariant(), point.Engine, point.Images, point.Correct, point.Accuracy, point.AccuracyInterval?.Low, point.AccuracyInterval?.High,
                point.FloatAccuracy, point.DeviceModel, point.CyclesPerImage, point.MicrojoulePerImage, point.ImagesPerSecond, point.WallSeconds, point.Digest, point.Error?.Code,
            ])));
    }

    /// <summary>Writes a text file, whole or not at all.</summary>
    /// <param name="folder">Folder.</param>
    /// <param name="name">Its name.</param>
    /// <param name="text">Its text.</param>
    public static void Write(string folder, string name, string text)
    {
        string path = Path.Combine(folder, name);
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(path + ".partial", text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            File.Move(path + ".partial", path, overwrite: true);
        }
        catch (Exception inner) when (inner is IOException or UnauthorizedAccessException)
        {
            throw new AcsException(ErrorCode.CommandLine, "The results cannot be written.", folder, "a folder that can be written", inner.Message, "Choose another --out.", inner);
        }
    }

    private static string Csv(IReadOnlyList<string> columns, IEnumerable<object?[]> rows) =>
        string.Concat(rows.Select(row => string.Join(',', row.Select(Cell))).Prepend(string.Join(',', columns)).Select(line => line + "\n"));

    private static string Cell(object? value)
    {
        string text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;
        return text.AsSpan().IndexOfAny(",\"\n\r") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
