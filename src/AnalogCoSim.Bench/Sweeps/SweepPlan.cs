namespace AnalogCoSim.Bench.Sweeps;

/// <summary>A sweep and all its runs, in the order in which they are done.</summary>
/// <param name="Sweep">The sweep.</param>
/// <param name="Path">Its file.</param>
/// <param name="Overrides">What was changed on the command line.</param>
/// <param name="Points">The runs.</param>
public sealed record SweepPlan(Sweep Sweep, string Path, IReadOnlyList<string> Overrides, IReadOnlyList<PlannedPoint> Points)
{
    /// <summary>Hints of the scenarios of all runs, each once.</summary>
    public IReadOnlyList<string> Hints => [.. Points.SelectMany(point => point.Scenario.Hints).Distinct(StringComparer.Ordinal)];
}
