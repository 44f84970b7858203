using System.Globalization;
using AnalogCoSim.Bench.Scenarios;

namespace AnalogCoSim.Bench.Sweeps;

/// <summary>One run that a sweep asks for.</summary>
/// <param name="Variant">Its variant.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Seconds">Time since programming, s; null leaves it to the scenario.</param>
/// <param name="ScenarioPath">Scenario file.</param>
/// <param name="Overrides">All that changes the scenario, in order.</param>
/// <param name="Scenario">The scenario with these changes.</param>
public sealed record PlannedPoint(SweepVariant Variant, ulong Seed, double? Seconds, string ScenarioPath, IReadOnlyList<string> Overrides, Scenario Scenario)
{
    /// <summary>Folder of the scenario, to which its relative paths belong.</summary>
    internal string Folder => Path.GetDirectoryName(Path.GetFullPath(ScenarioPath))!;

    /// <summary>What messages call the point.</summary>
    internal string Name => string.Create(CultureInfo.InvariantCulture, $"{Variant.Name}, seed {Seed}{(Seconds is { } time ? $", {time} s" : string.Empty)}");
}
