namespace AnalogCoSim.Bench.Statistics;

/// <summary>Mean and spread of a few values.</summary>
/// <param name="Count">How many.</param>
/// <param name="Mean">Mean.</param>
/// <param name="StandardDeviation">Standard deviation of the population they are a sample of (n - 1); null for a single value.</param>
/// <param name="Min">Smallest.</param>
/// <param name="Max">Largest.</param>
public sealed record Spread(int Count, double Mean, double? StandardDeviation, double Min, double Max)
{
    /// <summary>Works it out.</summary>
    /// <param name="values">Values.</param>
    /// <returns>The spread, or null without values.</returns>
    public static Spread? Of(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count == 0)
        {
            return null;
        }

        double mean = values.Average();
        double? deviation = values.Count > 1 ? Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1)) : null;
        return new Spread(values.Count, mean, deviation, values.Min(), values.Max());
    }
}
