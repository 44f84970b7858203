using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Bench.Scenarios.Binding;
using AnalogCoSim.Rtl.Engine;
using AnalogCoSim.Yaml.Binding;

namespace AnalogCoSim.Bench.Scenarios;

/// <summary>One run of a network on the chip: what runs, on which images, with which analog model and engine, and what is expected.</summary>
/// <remarks>Parsed from YAML by <see cref="ScenarioFile"/>; the JSON Schema is generated from these records.</remarks>
public sealed record Scenario
{
    /// <summary>What names of scenarios, sweeps and variants are made of, so that each is a file name everywhere and nothing else.</summary>
    public const string NamePattern = "^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$";

    /// <summary>Name of the scenario, the same as its file's; also of its result folder.</summary>
    [RegularExpression(NamePattern)]
    public required string Name { get; init; }

    /// <summary>What the scenario is for, in a sentence.</summary>
    public string Description { get; init; } = string.Empty;

    /// <summary>Words to choose scenarios by: smoke, nightly, and any others.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The network.</summary>
    public required NetworkSection Network { get; init; }

    /// <summary>The images that are classified.</summary>
    public required DataSection Data { get; init; }

    /// <summary>The images whose activations set the INT8 scales; without it the training data, or synthetic images of seed 1.</summary>
    public DataSection? Calibration { get; init; }

    /// <summary>The analog half of the chip.</summary>
    [FormerName("chip")]
    public AnalogParameters Analog { get; init; } = new();

    /// <summary>What the host does to the RTL beyond what the network asks for; nothing by default.</summary>
    public HostPlan Host { get; init; } = new();

    /// <summary>Which engine computes.</summary>
    public EngineKind Engine { get; init; } = EngineKind.Lockstep;

    /// <summary>Whether the RTL's own assertions are on; without it they are in lockstep, and off on the other engines.</summary>
    public bool? Assertions { get; init; }

    /// <summary>Seed of all noise: device programming, drift, reads.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Engine instances at work at once; 0 is one for each processor.</summary>
    [Range(0, 1024)]
    public int Threads { get; init; }

    /// <summary>Images handed to an engine at once.</summary>
    [Range(1, 4096)]
    public int Batch { get; init; } = 8;

    /// <summary>What is kept of the run.</summary>
    public RecordSection Record { get; init; } = new();

    /// <summary>What must come out; what is not given is not checked.</summary>
    public ExpectSection Expect { get; init; } = new();

    /// <summary>What the file or the command line should say in other words though it was understood, one line each; no part of what runs.</summary>
    [Browsable(false)]
    public IReadOnlyList<string> Hints { get; init; } = [];

    /// <summary>What <see cref="Assertions"/> comes to on the engine chosen; builds, keys of results and runs all ask here.</summary>
    /// <returns>Whether the RTL's assertions are on.</returns>
    public bool HasAssertions() => Assertions ?? Engine == EngineKind.Lockstep;
}
