using System.ComponentModel.DataAnnotations;

namespace AnalogCoSim.Bench.Sweeps;

/// <summary>One variant of a sweep's scenario.</summary>
public sealed record SweepVariant
{
    /// <summary>Name, unique in the sweep.</summary>
    [RegularExpression(Scenarios.Scenario.NamePattern)]
    public required string Name { get; init; }

    /// <summary>What people read; the name without it.</summary>
    public string? Label { get; init; }

    /// <summary>Heading under which the variant is listed.</summary>
    public string Group { get; init; } = string.Empty;

    /// <summary>Scenario file, instead of the sweep's base.</summary>
    public string? Scenario { get; init; }

    /// <summary>Keys of the scenario that this variant sets, as <c>key=value</c> with dotted keys.</summary>
    public IReadOnlyList<string> Set { get; init; } = [];

    /// <summary>Seeds, instead of the sweep's.</summary>
    public IReadOnlyList<ulong>? Seeds { get; init; }

    /// <summary>Times since programming, s, instead of the sweep's; an empty list leaves the time to the scenario.</summary>
    [Range(0, 1e12)]
    public IReadOnlyList<double>? Times { get; init; }

    /// <summary>Compiles the network only, with drawn inputs; no image runs.</summary>
    public CompileSection? Compile { get; init; }

    /// <summary>Accuracy that others publish for it, %.</summary>
    [Range(0.0, 100.0)]
    public double? Published { get; init; }

    /// <summary>What must come out; what is not given is not checked.</summary>
    public SweepExpectSection Expect { get; init; } = new();

    /// <summary>Label, or else the name.</summary>
    internal string Shown => Label ?? Name;
}
