using System.Globalization;
using System.Text.Json;

namespace AnalogCoSim.Report.Plots;

/// <summary>Plots as JSON that is safe inside a script element.</summary>
internal static class PlotJson
{
    /// <summary>Writes the plots.</summary>
    /// <param name="plots">Plots.</param>
    /// <returns>JSON; the default encoder writes &lt; and &amp; as escapes.</returns>
    public static string Of(IEnumerable<Plot> plots) => JsonSerializer.Serialize(plots.Select(plot => new
    {
        title = plot.Title,
        x = plot.X.Select(Number),
        categories = plot.Categories,
        xLabel = plot.XLabel,
        yLabel = plot.YLabel,
        logX = plot.LogX,
        yLow = plot.YLow,
        yHigh = plot.YHigh,
        series = plot.Series.Select(series => new
        {
            label = series.Label,
            style = series.Style.ToString(),
            colour = series.Colour,
            values = series.Values.Select(Number),
        }),
    }));

    // Six digits are more than a plot shows; JSON has no NaN.
    private static double? Number(double value) =>
        double.IsFinite(value) ? double.Parse(value.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : null;
}
