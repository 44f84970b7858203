using System.Text.Json.Serialization;
using AnalogCoSim.Bench.Running;
using AnalogCoSim.Chip.Performance;

namespace AnalogCoSim.Bench.Sweeps;

/// <summary>Everything a sweep gave; written as <c>sweep.json</c>.</summary>
public sealed record SweepResult
{
    /// <summary>Version of this format.</summary>
    public int Format { get; init; } = 1;

    /// <summary>Name of the sweep.</summary>
    public required string Sweep { get; init; }

    /// <summary>What it is for.</summary>
    public string Description { get; init; } = string.Empty;

    /// <summary>Whether everything that was expected came out.</summary>
    public required bool Passed { get; init; }

    /// <summary>One row per variant and time.</summary>
    public required IReadOnlyList<SweepSummary> Summary { get; init; }

    /// <summary>One row a run.</summary>
    public required IReadOnlyList<SweepPoint> Points { get; init; }

    /// <summary>Runs that were taken over from an earlier sweep.</summary>
    public int PointsTakenOver { get; init; }

    /// <summary>Accuracies from elsewhere.</summary>
    public required IReadOnlyList<SweepReference> References { get; init; }

    /// <summary>Published figures beside those of a variant at a time, mean over its seeds; <see cref="PublishedRow.From"/> names both.</summary>
    public required IReadOnlyList<PublishedRow> Published { get; init; }

    /// <summary>When the sweep started or was resumed, UTC.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>The command that repeats the sweep.</summary>
    public required string Repeat { get; init; }

    /// <summary>Folder of the result files.</summary>
    [JsonIgnore]
    public string? Folder { get; init; }

    /// <summary>Expectations that were missed, with the variant they belong to.</summary>
    [JsonIgnore]
    public IEnumerable<(SweepSummary Row, ExpectationResult Expectation)> Missed =>
        Summary.SelectMany(row => row.Expectations.Where(expectation => !expectation.Met).Select(expectation => (row, expectation)));
}
