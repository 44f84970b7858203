using System.Globalization;
using AnalogCoSim.Bench.Sweeps;
using AnalogCoSim.Report.Html;
using AnalogCoSim.Report.Plots;

namespace AnalogCoSim.Report;

/// <summary>The plots of a sweep.</summary>
internal static class SweepPlots
{
    // A logarithmic axis has no zero.
    private const double ZeroDrawnAt = 1;

    /// <summary>Accuracy over the time since programming: a line per variant, a band over the 95 % interval of the mean.</summary>
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
            Dictionary<double, SweepSummary> at = variant.ToDictionary(row => row.Seconds!.Value);
            string label = variant.First().Label;
            int colour = index % HtmlBuilder.Colours;
            series.Add(new PlotSeries($"{label}, 95 % high", Values(row => row.AccuracyInterval!.High), SeriesStyle.High, colour));
            series.Add(new PlotSeries($"{label}, 95 % low", Values(row => row.AccuracyInterval!.Low), SeriesStyle.Low, colour));
            series.Add(new PlotSeries(label, Values(row => row.Accuracy!.Mean), SeriesStyle.Line, colour));

            double[] Values(Func<SweepSummary, double> value) => [.. times.Select(time => at.TryGetValue(time, out SweepSummary? row) ? value(row) : double.NaN)];
        }

        series.AddRange(Lines(result, times.Length));
        return new Plot("Accuracy over the time since programming, %", [.. times.Select(time => Math.Max(ZeroDrawnAt, time))], series) { XLabel = "s since programming (0 drawn at 1)", YLabel = "%", LogX = true };
    }

    /// <summary>Accuracy of each variant: its mean with a bar over the 95 % interval.</summary>
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
            new("95 % high", [.. rows.Select(row => row.AccuracyInterval!.High)], SeriesStyle.BarHigh, PlotSeries.Soft),
            new("95 % low", [.. rows.Select(row => row.AccuracyInterval!.Low)], SeriesStyle.BarLow, PlotSeries.Soft),
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
