using System.Text.Json.Serialization;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Coverage.Functional;
using AnalogCoSim.Testbench.Transactions;

namespace AnalogCoSim.Testbench.Running;

/// <summary>What a run of a block scenario came to; <c>result.json</c> is this record.</summary>
public sealed record BlockResult
{
    /// <summary>Name of the scenario.</summary>
    public required string Scenario { get; init; }

    /// <summary>Top module of the block.</summary>
    public required string Top { get; init; }

    /// <summary>The bench.</summary>
    public required string Model { get; init; }

    /// <summary>Seed of the stimulus.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Whether nothing failed and everything expected came out.</summary>
    public bool Passed => Error is null && Expectations.All(expectation => expectation.Met);

    /// <summary>Transactions of the scenario.</summary>
    public required int Transactions { get; init; }

    /// <summary>Transactions that were driven; fewer after a failure.</summary>
    public required int Driven { get; init; }

    /// <summary>Clocks after the reset.</summary>
    public required long Clocks { get; init; }

    /// <summary>Values compared with the reference model.</summary>
    public required long Compared { get; init; }

    /// <summary>Digest of all transactions: the same for ever for one scenario and seed.</summary>
    public required string StimulusDigest { get; init; }

    /// <summary>Every coverage bin with its count.</summary>
    public required FunctionalCoverage Coverage { get; init; }

    /// <summary>What had to come out.</summary>
    public required IReadOnlyList<BlockExpectation> Expectations { get; init; }

    /// <summary>What went wrong, if something did that was not expected.</summary>
    public BlockError? Error { get; init; }

    /// <summary>The failure reduced to its core; null without one.</summary>
    public ShrunkFailure? Shrunk { get; init; }

    /// <summary>Waves; null where none were written.</summary>
    public BlockWaves? Waves { get; init; }

    /// <summary>What a reader of the result has to know, a sentence each.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>Seconds from start to end.</summary>
    public required double WallSeconds { get; init; }

    /// <summary>When the run started, UTC.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>The command that repeats the run.</summary>
    public required string Repeat { get; init; }

    /// <summary>The failure as an exception, for whoever prints it.</summary>
    [JsonIgnore]
    public AcsException? Failure { get; init; }

    /// <summary>The transactions that are left of a failure.</summary>
    [JsonIgnore]
    public IReadOnlyList<Transaction> ShrunkTransactions { get; init; } = [];

    /// <summary>Folder of the result files; null for a run without files.</summary>
    [JsonIgnore]
    public string? Folder { get; init; }
}
