using System.ComponentModel.DataAnnotations;

namespace AnalogCoSim.Testbench.Scenarios;

/// <summary>A sequence of transactions: drawn at random, listed, or read from a file.</summary>
public sealed record SequenceSection
{
    /// <summary>Name of the sequence: with the seed it is the key of its random numbers, so that other sequences change nothing in this one.</summary>
    [RegularExpression(BlockScenario.NamePattern)]
    public required string Name { get; init; }

    /// <summary>How many transactions are drawn at random.</summary>
    [Range(0, 10_000_000)]
    public int Count { get; init; }

    /// <summary>Rules for the fields of random transactions; fields without a rule take what is usual for the bench.</summary>
    public IReadOnlyDictionary<string, FieldRule> Fields { get; init; } = new Dictionary<string, FieldRule>();

    /// <summary>Directed transactions, each a mapping of fields and values; fields that are left out have their defaults.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Transactions { get; init; } = [];

    /// <summary>File of transactions, relative to the scenario: CSV with names of fields in its first line, npz with an array for each field, or YAML as a run with record.transactions writes it.</summary>
    public string? File { get; init; }
}
