using System.Text.Json;
using AnalogCoSim.Bench.Running;

namespace AnalogCoSim.Report;

/// <summary>The numbers behind the charts as JSON that is safe inside a script element.</summary>
internal static class ChartData
{
    /// <summary>Writes the numbers.</summary>
    /// <param name="result">The result.</param>
    /// <returns>JSON; the default encoder writes &lt; and &amp; as escapes.</returns>
    public static string Of(ScenarioResult result)
    {
        LayerResult[] timed = [.. result.PerLayer.Where(layer => layer.CyclesPerImage > 0)];
        return JsonSerializer.Serialize(new
        {
            layers = timed.Select(layer => layer.Name),
            cycles = timed.Select(layer => layer.CyclesPerImage),
            images = Enumerable.Range(1, result.PerImage.Count),
            chip = Running(result.PerImage.Select(image => image.Prediction == image.Label)),
            floating = result.FloatAccuracy is null ? [] : Running(result.PerImage.Select(image => image.FloatPrediction == image.Label)),
        });
    }

    private static double[] Running(IEnumerable<bool> right)
    {
        int correct = 0;
        return [.. right.Select((r, i) => Math.Round(100.0 * (correct += r ? 1 : 0) / (i + 1), 3))];
    }
}
