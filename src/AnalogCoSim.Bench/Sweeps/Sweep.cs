using System.ComponentModel.DataAnnotations;
using AnalogCoSim.Bench.Scenarios;

namespace AnalogCoSim.Bench.Sweeps;

/// <summary>Many runs of one scenario: variants of it, each with several seeds and drift times, and what is expected of their means.</summary>
/// <remarks>Parsed from YAML by <see cref="SweepFile"/>; the JSON Schema is generated from these records.</remarks>
public sealed record Sweep
{
    /// <summary>Name of the sweep, the same as its file's.</summary>
    [RegularExpression(Scenario.NamePattern)]
    public required string Name { get; init; }

    /// <summary>What the sweep is for, in a sentence.</summary>
    public string Description { get; init; } = string.Empty;

    /// <summary>Scenario file that the variants change; relative paths belong to the folder of the sweep.</summary>
    public required string Base { get; init; }

    /// <summary>Keys of the scenario that every variant sets, as <c>key=value</c> with dotted keys.</summary>
    public IReadOnlyList<string> Set { get; init; } = [];

    /// <summary>Seeds of all noise; a variant runs once with each.</summary>
    public IReadOnlyList<ulong> Seeds { get; init; } = [1];

    /// <summary>Times since programming, s; a variant runs at each. None leaves the time to the scenario.</summary>
    [Range(0, 1e12)]
    public IReadOnlyList<double> Times { get; init; } = [];

    /// <summary>Accuracies to draw and list beside the variants, such as published ones.</summary>
    public IReadOnlyList<SweepReference> References { get; init; } = [];

    /// <summary>The variants.</summary>
    public required IReadOnlyList<SweepVariant> Variants { get; init; }
}
