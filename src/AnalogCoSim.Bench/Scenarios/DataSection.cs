using System.ComponentModel.DataAnnotations;

namespace AnalogCoSim.Bench.Scenarios;

/// <summary>A stretch of a labelled image set.</summary>
public sealed record DataSection
{
    /// <summary>Kind of source.</summary>
    public required DataSourceKind Source { get; init; }

    /// <summary>Folder or file; <c>${data}</c> stands for the data folder. Without it the source's own folder in the data folder.</summary>
    public string? Root { get; init; }

    /// <summary>Part of the set: test or train.</summary>
    [AllowedValues("test", "train")]
    public string Split { get; init; } = "test";

    /// <summary>Seed of synthetic images; without it 2 for the test split and 1 for the training split.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Number of the first image.</summary>
    [Range(0, int.MaxValue)]
    public int First { get; init; }

    /// <summary>How many images; damaged ones are left out and do not count.</summary>
    [Range(1, int.MaxValue)]
    public int Count { get; init; } = 16;
}
