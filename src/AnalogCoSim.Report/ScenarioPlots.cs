using AnalogCoSim.Bench.Running;
using AnalogCoSim.Report.Plots;

namespace AnalogCoSim.Report;

/// <summary>The plots of a scenario's result.</summary>
internal static class ScenarioPlots
{
    /// <summary>Clocks of each layer.</summary>
    /// <param name="result">The result.</param>
    /// <returns>The plot, or null if no layer is timed.</returns>
    public static Plot? Layers(ScenarioResult result)
    {
        LayerResult[] timed = [.. result.PerLayer.Where(layer => layer.CyclesPerImage > 0)];
        double[] cycles = [.. timed.Select(layer => layer.CyclesPerImage ?? 0)];
        return timed.Length == 0 ? null : new Plot("Clocks an image", [.. timed.Select((_, i) => (double)i)], [new PlotSeries("clocks", cycles, SeriesStyle.Bars)])
        {
            Categories = [.. timed.Select(layer => layer.Name)],
            YLow = 0,
            YHigh = 1.08 * cycles.Max(),
        };
    }

    /// <summary>Accuracy up to each image.</summary>
    /// <param name="result">The result.</param>
    /// <returns>The plot, or null with fewer than two images.</returns>
    public static Plot? Accuracy(ScenarioResult result)
    {
        if (result.PerImage.Count < 2)
        {
            return null;
        }

        List<PlotSeries> series = [new($"chip ({result.DeviceModel})", Running(result.PerImage.Select(image => image.Prediction == image.Label)))];
        if (result.FloatAccuracy is not null)
        {
            series.Add(new PlotSeries("floating point", Running(result.PerImage.Select(image => image.FloatPrediction == image.Label)), SeriesStyle.Dashed, PlotSeries.Soft));
        }

        double low = series.Min(one => one.Values.Min());
        return new Plot("Accuracy up to each image", [.. Enumerable.Range(1, result.PerImage.Count).Select(i => (double)i)], series)
        {
            XLabel = "images",
            YLabel = "%",
            YLow = Math.Max(0, (Math.Floor(low / 10) * 10) - 10),
            YHigh = 102,
        };
    }

    private static double[] Running(IEnumerable<bool> right)
    {
        int correct = 0;
        return [.. right.Select((r, i) => Math.Round(100.0 * (correct += r ? 1 : 0) / (i + 1), 3))];
    }
}
