using System.Globalization;
using AnalogCoSim.Bench.Running;
using AnalogCoSim.Bench.Statistics;
using AnalogCoSim.Chip.Performance;

namespace AnalogCoSim.Bench.Sweeps;

/// <summary>Puts the result of a sweep together from its runs.</summary>
internal static class SweepSummaries
{
    /// <summary>Builds the result.</summary>
    /// <param name="plan">The sweep.</param>
    /// <param name="points">What its runs gave.</param>
    /// <param name="started">When it started.</param>
    /// <returns>The result.</returns>
    public static SweepResult Build(SweepPlan plan, IReadOnlyList<SweepPoint> points, DateTimeOffset started)
    {
        Dictionary<string, SweepVariant> variants = plan.Sweep.Variants.ToDictionary(variant => variant.Name, StringComparer.Ordinal);
        SweepSummary[] rows = [.. points.GroupBy(point => (point.Variant, point.Seconds)).Select(group => Row(variants[group.Key.Variant], [.. group]))];
        SweepSummary[] summary = [.. rows.Select(row => row with { Expectations = SweepExpectations.Evaluate(variants[row.Variant].Expect, row, rows) })];
        return new SweepResult
        {
            Sweep = plan.Sweep.Name,
            Description = plan.Sweep.Description,
            Passed = summary.All(row => row.Status != PointStatus.Failed && row.Expectations.All(expectation => expectation.Met)),
            Summary = summary,
            Points = points,
            References = plan.Sweep.References,
            Published = Published(points, variants),
            Started = started,
            Repeat = RepeatCommand.Line("sweep", plan.Path, plan.Overrides),
        };
    }

    private static SweepSummary Row(SweepVariant variant, SweepPoint[] points)
    {
        double[] accuracies = [.. points.Select(point => point.Accuracy).OfType<double>()];
        double[] rates = [.. points.Select(point => point.ImagesPerSecond).OfType<double>()];
        return new SweepSummary
        {
            Variant = variant.Name,
            Label = variant.Shown,
            Group = variant.Group,
            Seconds = points[0].Seconds,
            Status = points.Max(point => point.Status),
            Network = points[0].Network,
            Images = points.Max(point => point.Images),
            Accuracy = Spread.Of(accuracies),
            DeviceModel = points.Select(point => point.DeviceModel).FirstOrDefault(model => model is not null),
            CyclesPerImage = points.Average(point => point.CyclesPerImage),
            MicrojoulePerImage = points.Average(point => point.MicrojoulePerImage),
            FloatAccuracy = points.Select(point => point.FloatAccuracy).FirstOrDefault(accuracy => accuracy is not null),
            Published = variant.Published,
            ImagesPerSecond = rates.Length > 0 ? rates.Average() : null,
            Cores = points.Max(point => point.Cores),
            Error = points.Select(point => point.Error).FirstOrDefault(error => error is not null),
        };
    }

    // The mean over the seeds of one variant at one time; a mean over variants would be the accuracy of none.
    private static PublishedRow[] Published(IReadOnlyList<SweepPoint> points, Dictionary<string, SweepVariant> variants) =>
    [
        .. points.SelectMany(point => point.Published.Select(row => (Point: point, Row: row)))
            .GroupBy(pair => (pair.Row.Quantity, pair.Row.Mode, pair.Point.Variant, pair.Point.Seconds))
            .Select(group => group.First().Row with
            {
                Bench = Spread.Of([.. group.Select(pair => pair.Row.Bench).OfType<double>()])?.Mean,
                From = string.Create(CultureInfo.InvariantCulture, $"{group.First().Row.From}; variant '{variants[group.Key.Variant].Shown}'{(group.Key.Seconds is { } time ? $" at {time} s" : string.Empty)}, {group.Count()} seeds"),
            }),
    ];
}
