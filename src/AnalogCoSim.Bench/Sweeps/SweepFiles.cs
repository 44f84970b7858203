using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using AnalogCoSim.Bench.Running;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;

namespace AnalogCoSim.Bench.Sweeps;

/// <summary>The files of a sweep: <c>sweep.json</c>, <c>summary.csv</c> with a line per variant and time, <c>points.csv</c> with a line a run.</summary>
public static class SweepFiles
{
    /// <summary>Name of the result.</summary>
    public const string ResultName = "sweep.json";

    /// <summary>Name of the page for people.</summary>
    public const string ReportName = "report.html";

    internal static readonly string[] Results = [ResultName, SummaryName, PointsName, ReportName];

    private const string SummaryName = "summary.csv";
    private const string PointsName = "points.csv";

    /// <summary>How results are written as JSON.</summary>
    public static JsonSerializerOptions Style { get; } = new(ResultFolder.Style) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) } };

    /// <summary>Takes the folder of a sweep.</summary>
    /// <param name="path">The folder, or null for none.</param>
    /// <returns>The folder.</returns>
    /// <exception cref="Core.Errors.AcsException">As <see cref="OutputFolder.Take"/>.</exception>
    internal static OutputFolder? Take(string? path) => path is null ? null : OutputFolder.Take(path, "sweep", [SweepStore.FileName, .. Results]);

    /// <summary>Writes the files, each whole or not at all.</summary>
    /// <param name="folder">Folder, or null for none.</param>
    /// <param name="result">The result.</param>
    /// <param name="writers">Makers of further files.</param>
    internal static void Write(OutputFolder? folder, SweepResult result, IReadOnlyList<(string Name, Func<SweepResult, string> Text)> writers)
    {
        if (folder is null)
        {
            return;
        }

        foreach ((string name, Func<SweepResult, string> text) in writers)
        {
            folder.Write(name, text(result));
        }

        folder.Write(ResultName, JsonSerializer.Serialize(result, Style) + "\n");
        folder.Write(SummaryName, Csv(
            ["variant", "group", "seconds", "status", "network", "seeds", "images", "mean", "standard_deviation", "interval_low", "interval_high", "min", "max", "float", "published", "device_model", "cores", "cycles_per_image",
                "microjoule_per_image", "images_per_second", "error"],
            result.Summary.Select(row => (object?[])
            [
                row.Variant, row.Group, row.Seconds, row.Status.ToString().ToLowerInvariant(), row.Network, row.Accuracy?.Count, row.Images, row.Accuracy?.Mean, row.Accuracy?.StandardDeviation,
                row.AccuracyInterval?.Low, row.AccuracyInterval?.High, row.Accuracy?.Min, row.Accuracy?.Max, row.FloatAccuracy, row.Published, row.DeviceModel, row.Cores, row.CyclesPerImage, row.MicrojoulePerImage, row.ImagesPerSecond,
                    row.Error?.Code,
            ])));
        folder.Write(PointsName, Csv(
            ["variant", "seed", "seconds", "status", "engine", "images", "correct", "accuracy", "interval_low", "interval_high", "float", "device_model", "cycles_per_image", "microjoule_per_image", "images_per_second", "wall_seconds",
                "digest", "error"],
            result.Points.Select(point => (object?[])
            [
                point.Variant, point.Seed, point.Seconds, point.Status.ToString().ToLowerInvariant(), point.Engine, point.Images, point.Correct, point.Accuracy, point.AccuracyInterval?.Low, point.AccuracyInterval?.High,
                point.FloatAccuracy, point.DeviceModel, point.CyclesPerImage, point.MicrojoulePerImage, point.ImagesPerSecond, point.WallSeconds, point.Digest, point.Error?.Code,
            ])));
    }

    private static string Csv(IReadOnlyList<string> columns, IEnumerable<object?[]> rows) =>
        string.Concat(rows.Select(row => string.Join(',', row.Select(Cell))).Prepend(string.Join(',', columns)).Select(line => line + "\n"));

    private static string Cell(object? value)
    {
        string text = PlainText.Of(Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty);
        return text.AsSpan().IndexOfAny(",\"\n\r") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
