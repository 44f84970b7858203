using System.Globalization;
using AnalogCoSim.Bench.Sweeps;
using AnalogCoSim.Report.Plots;

namespace AnalogCoSim.Report;

/// <summary>The plots of a sweep.</summary>
internal static class SweepPlots
{
    // A logarithmic axis has no zero.
    private const double ZeroDrawnAt = 1;

    /// <summary>Accuracy over the time since programming: a line a variant, a band from its smallest to its largest seed.</summary>
    /// <param name="result">The sweep.</param>
    /// <returns>The plot, or null unless there are two times.</returns>
    public static Plot? OverTime(SweepResult result)
    {
        SweepSummary[] rows = [.. result.Summary.Where(row => row is { Seconds: not null, Accuracy: not null })];
        double[] times = [.. rows.Select(row => row.Seconds!.Value).Distinct().Order()];
        if (times.Length < 2)
        {
            return null;
        }

        var series = new List<PlotSeries>();
        foreach ((IGrouping<string, SweepSummary> variant, int index) in rows.GroupBy(row => row.Variant).Select((group, index) => (group, index)))
        {
            Dictionary<double, Spread> at = variant.ToDictionary(row => row.Seconds!.Value, row => row.Accuracy!);
            string label = variant.First().Label;
            int colour = index % HtmlBuilder.Colours;
            if (at.Values.Any(spread => spread.Count > 1))
            {
                series.Add(new PlotSeries($"{label}, best seed", Values(spread => spread.Max), SeriesStyle.High, colour));
                series.Add(new PlotSeries($"{label}, worst seed", Values(spread => spread.Min), SeriesStyle.Low, colour));
            }

            series.Add(new PlotSeries(label, Values(spread => spread.Mean), SeriesStyle.Line, colour));

            double[] Values(Func<Spread, double> value) => [.. times.Select(time => at.TryGetValue(time, out Spread? spread) ? value(spread) : double.NaN)];
        }

        series.AddRange(Lines(result, times.Length));
        return new Plot("Accuracy over the time since programming, %", [.. times.Select(time => Math.Max(ZeroDrawnAt, time))], series) { XLabel = "s since programming (0 drawn at 1)", YLabel = "%", LogX = true };
    }

    /// <summary>Accuracy of each variant: its mean, its best and its worst seed.</summary>
    /// <param name="result">The sweep.</param>
    /// <returns>The plot, or null where fewer than two variants ran, or the sweep is one over time.</returns>
    public static Plot? OfVariants(SweepResult result)
    {
        SweepSummary[] rows = [.. result.Summary.Where(row => row.Accuracy is not null)];
        if (rows.Length < 2 || rows.Any(row => row.Seconds is not null))
        {
            return null;
        }

        List<PlotSeries> series =
        [
            new("best seed", [.. rows.Select(row => row.Accuracy!.Max)], SeriesStyle.Points, PlotSeries.Soft),
            new("worst seed", [.. rows.Select(row => row.Accuracy!.Min)], SeriesStyle.Points, PlotSeries.Soft),
            new("mean", [.. rows.Select(row => row.Accuracy!.Mean)], SeriesStyle.Points),
            .. Lines(result, rows.Length),
        ];
        return new Plot("Accuracy of the variants, %", [.. rows.Select((_, i) => (double)i)], series) { Categories = [.. rows.Select(row => row.Label)], YLabel = "%" };
    }

    // What does not change along x: floating point where all variants share it, and accuracies from elsewhere.
    private static IEnumerable<PlotSeries> Lines(SweepResult result, int count)
    {
        double[] floats = [.. result.Summary.Select(row => row.FloatAccuracy).OfType<double>().Distinct()];
        if (floats.Length == 1)
        {
            yield return Line("floating point", floats[0], PlotSeries.Soft);
        }

        int colour = HtmlBuilder.Colours;
        foreach (SweepReference reference in result.References)
        {
            colour = colour > 1 ? colour - 1 : HtmlBuilder.Colours - 1;
            yield return Line(string.Create(CultureInfo.InvariantCulture, $"{reference.Label}, {reference.Accuracy} %"), reference.Accuracy, colour);
        }

        PlotSeries Line(string label, double value, int shade) => new(label, [.. Enumerable.Repeat(value, count)], SeriesStyle.Dashed, shade);
    }
}
