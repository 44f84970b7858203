using System.Globalization;
using AnalogCoSim.Bench.Statistics;
using AnalogCoSim.Bench.Sweeps;
using AnalogCoSim.Report.Plots;
using AnalogCoSim.Report.Studies;

namespace AnalogCoSim.Report;

/// <summary>A sweep's result as a page.</summary>
public static class SweepPages
{
    private const double Hour = 3600;
    private const double Day = 24 * Hour;
    private const double Year = 365 * Day;

    /// <summary>Makes the page.</summary>
    /// <param name="result">The result.</param>
    /// <returns>What stands on it.</returns>
    public static StudyPage Of(SweepResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        List<StudySection> sections = [Variants(result)];
        if (result.Summary.Select(row => row.Network).Distinct().Count() > 1)
        {
            sections.Add(Networks(result));
        }

        if (result.Published.Count > 0)
        {
            sections.Add(PublishedSection.Of(result.Published));
        }

        sections.Add(Runs(result));
        string verdict = result.Passed ? "passed" : "failed";
        string meta = string.Create(CultureInfo.InvariantCulture, $"{result.Points.Count} runs, {result.PointsTakenOver} of them taken over from an earlier start · {result.Started.UtcDateTime:yyyy-MM-dd HH:mm} UTC");
        return new StudyPage($"{result.Sweep}: {verdict}", string.Join(' ', [result.Description, .. result.Points.SelectMany(point => point.Notices).Distinct().Select(notice => $"Notice: {notice}")]), meta, result.Repeat, Cards(result),
            sections);
    }

    /// <summary>Mean and spread as people read them.</summary>
    /// <param name="accuracy">Accuracy, %; null where no image ran.</param>
    /// <returns>Text.</returns>
    public static string Text(Spread? accuracy) => accuracy switch
    {
        null => "–",
        { StandardDeviation: { } deviation } => string.Create(CultureInfo.InvariantCulture, $"{accuracy.Mean:0.00} ± {deviation:0.00}"),
        _ => Number(accuracy.Mean),
    };

    /// <summary>An interval of 95 % confidence as people read it.</summary>
    /// <param name="interval">The interval, %; null where no image ran.</param>
    /// <returns>Text.</returns>
    public static string Text(AccuracyInterval? interval) =>
        interval is null ? "–" : string.Create(CultureInfo.InvariantCulture, $"{interval.Low:0.0} to {interval.High:0.0}");

    /// <summary>A time since programming as people read it.</summary>
    /// <param name="seconds">Seconds; null for none.</param>
    /// <returns>Text.</returns>
    public static string Time(double? seconds) => seconds switch
    {
        null => "–",
        >= Year => string.Create(CultureInfo.InvariantCulture, $"{seconds / Year:0.##} y"),
        >= Day => string.Create(CultureInfo.InvariantCulture, $"{seconds / Day:0.##} d"),
        >= Hour => string.Create(CultureInfo.InvariantCulture, $"{seconds / Hour:0.##} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.##} s"),
    };

    /// <summary>How a row ended and whether that was expected.</summary>
    /// <param name="row">The row.</param>
    /// <returns>Text.</returns>
    public static string Verdict(SweepSummary row)
    {
        ArgumentNullException.ThrowIfNull(row);
        string[] parts = [.. row.Expectations.Select(expectation => $"{(expectation.Met ? "✓" : "✗")} {expectation.Name}: {expectation.Expected}{(expectation.Met ? string.Empty : $", got {expectation.Actual}")}")];
        return parts.Length == 0 ? "–" : string.Join("; ", parts);
    }

    /// <summary>How the network of a row took to the chip.</summary>
    /// <param name="row">The row.</param>
    /// <returns>Text.</returns>
    public static string Outcome(SweepSummary row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.Error is { } error ? $"{row.Status.ToString().ToLowerInvariant()}: {error.Code} {error.Message}" : row.Status == PointStatus.Compiled ? $"fits on {row.Cores} cores" : "ran";
    }

    private static StudySection Variants(SweepResult result)
    {
        Plot?[] plots = [SweepPlots.OverTime(result), SweepPlots.OfVariants(result)];
        var table = new StudyTable(
            "Accuracy of the variants, %",
            ["variant", "group", "#time", "#seeds", "#images", "#mean ± deviation", "#95 % interval", "#min", "#max", "#float", "#loss, points", "#published", "devices", "#clocks per image", "#µJ per image", "expectation"],
            [.. result.Summary.Select(row => (string[])
            [
                row.Label, row.Group.Length == 0 ? "–" : row.Group, Time(row.Seconds), Whole(row.Accuracy?.Count), Whole(row.Images), Text(row.Accuracy), Text(row.AccuracyInterval), Number(row.Accuracy?.Min), Number(row.Accuracy?.Max),
                Number(row.FloatAccuracy), Number(row.LossPoints), Number(row.Published), row.DeviceModel ?? "–", row.CyclesPerImage?.ToString("#,0", CultureInfo.InvariantCulture) ?? "–", Number(row.MicrojoulePerImage), Verdict(row),
            ])]);
        return new StudySection("Accuracy",
            "Mean over the seeds ± their standard deviation (n - 1). The 95 % interval is of the mean, from the images and the seeds; it is the band or the bar of a plot. Accuracies hold for the device model named in their row.",
            [.. plots.OfType<Plot>()], [table]);
    }

    private static StudySection Networks(SweepResult result)
    {
        var table = new StudyTable(
            "Networks on the chip",
            ["variant", "network", "#published, %", "#float here, %", "#chip, %", "#chip - float, points", "#cores", "outcome"],
            [.. result.Summary.Select(row => (string[])
            [
                row.Label, row.Network, Number(row.Published), Number(row.FloatAccuracy), Text(row.Accuracy), Number(-row.LossPoints), Whole(row.Cores), Outcome(row),
            ])]);
        return new StudySection("Networks", "Published: as its source states it, on all test images. Float and chip: on the images of this sweep.", [], [table]);
    }

    private static StudySection Runs(SweepResult result)
    {
        var table = new StudyTable(
            "Single runs",
            ["variant", "#seed", "#time", "engine", "#right", "#images", "#accuracy, %", "#95 % interval", "devices", "#clocks per image", "#µJ per image", "#images/s", "digest"],
            [.. result.Points.Select(point => (string[])
            [
                point.Variant, point.Seed.ToString(CultureInfo.InvariantCulture), Time(point.Seconds), point.Engine, Whole(point.Correct), Whole(point.Images), Number(point.Accuracy), Text(point.AccuracyInterval),
                point.DeviceModel ?? "–", point.CyclesPerImage?.ToString("#,0", CultureInfo.InvariantCulture) ?? "–", Number(point.MicrojoulePerImage),
                Number(point.ImagesPerSecond), point.Error?.Code ?? point.Digest ?? "–",
            ])]);
        return new StudySection("Runs", "All of them with the command that repeats each are in sweep.json.", [], [table]);
    }

    private static KeyFigure[] Cards(SweepResult result)
    {
        SweepSummary? best = result.Summary.Where(row => row.Accuracy is not null).MaxBy(row => row.Accuracy!.Mean);
        int expected = result.Summary.Sum(row => row.Expectations.Count);
        return
        [
            new("Expectations", $"{expected - result.Missed.Count()} of {expected}", "met"),
            new("Best mean", best is null ? "–" : $"{Text(best.Accuracy)} %", best is null ? "no image ran" : $"{best.Label}{(best.Seconds is { } time ? $", {Time(time)}" : string.Empty)}"),
            new("Runs", Whole(result.Points.Count), $"{result.Points.Count(point => point.Status == PointStatus.Refused)} refused"),
            new("Images", result.Points.Sum(point => (long)point.Images).ToString("#,0", CultureInfo.InvariantCulture), "all runs"),
        ];
    }

    private static string Number(double? value) => value?.ToString("0.00", CultureInfo.InvariantCulture) ?? "–";

    private static string Whole(int? value) => value is null or 0 ? "–" : value.Value.ToString("#,0", CultureInfo.InvariantCulture);
}
