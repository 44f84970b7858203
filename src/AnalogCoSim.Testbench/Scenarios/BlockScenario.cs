using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace AnalogCoSim.Testbench.Scenarios;

/// <summary>One testbench of a block: which RTL, against which model, with which stimulus, and what is expected.</summary>
/// <remarks>Read from YAML; the JSON Schema is generated from these records. A file with a key <c>dut</c> at its top is one.</remarks>
public sealed record BlockScenario
{
    /// <summary>What names are made of, so that each is a file name everywhere and nothing else.</summary>
    public const string NamePattern = "^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$";

    /// <summary>Name of the scenario, the same as its file's; also of its result folder.</summary>
    [RegularExpression(NamePattern)]
    public required string Name { get; init; }

    /// <summary>What the scenario is for, in a sentence.</summary>
    public string Description { get; init; } = string.Empty;

    /// <summary>Words to choose scenarios by: smoke, nightly, and any others.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The block under test.</summary>
    public required DutSection Dut { get; init; }

    /// <summary>Registered bench with its reference model, e.g. fp16-unit.</summary>
    public required string Model { get; init; }

    /// <summary>Seed of all random values.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The sequences, driven one after the other.</summary>
    public required IReadOnlyList<SequenceSection> Stimulus { get; init; }

    /// <summary>How often all sequences are driven; random ones draw other values each time.</summary>
    [Range(1, 100_000)]
    public int Rounds { get; init; } = 1;

    /// <summary>Clocks without any progress after which a run is ended as hung.</summary>
    [Range(1, 100_000_000)]
    public int Timeout { get; init; } = 10_000;

    /// <summary>What functional coverage is taken.</summary>
    public BlockCoverageSection Coverage { get; init; } = new();

    /// <summary>What a run keeps.</summary>
    public BlockRecordSection Record { get; init; } = new();

    /// <summary>What must come out.</summary>
    public BlockExpectSection Expect { get; init; } = new();

    /// <summary>File that the scenario was read from; relative paths belong to its folder.</summary>
    [Browsable(false)]
    public string Path { get; init; } = string.Empty;

    /// <summary>Arguments <c>key=value</c> that changed it, for the command that repeats a run.</summary>
    [Browsable(false)]
    public IReadOnlyList<string> Overrides { get; init; } = [];

    /// <summary>Gives the place of a key, by its dotted path, as errors name it: file, line and column, and the line itself.</summary>
    [Browsable(false)]
    public Func<string, string> Place { get; init; } = path => path;

    /// <summary>Reads a file.</summary>
    /// <param name="path">YAML file.</param>
    /// <param name="overrides">Arguments <c>key=value</c> with dotted keys; the last one of a key wins.</param>
    /// <returns>The scenario.</returns>
    /// <exception cref="Core.Errors.AcsException">ACS0101 missing, ACS0102 not YAML, ACS0103 unknown key, ACS0104 wrong value.</exception>
    public static BlockScenario Load(string path, IReadOnlyList<string>? overrides = null) => BlockScenarioFile.Load(path, overrides);

    /// <summary>Whether a file is a scenario of a block, by its top-level keys; what cannot be read is none.</summary>
    /// <param name="path">YAML file.</param>
    /// <returns>True if it has a key <c>dut</c>.</returns>
    public static bool IsBlock(string path) => BlockScenarioFile.IsBlock(path);
}
