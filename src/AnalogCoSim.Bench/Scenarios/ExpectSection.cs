using System.ComponentModel.DataAnnotations;

namespace AnalogCoSim.Bench.Scenarios;

/// <summary>What must come out of a run.</summary>
public sealed record ExpectSection
{
    /// <summary>Share of right predictions, %.</summary>
    public PercentSection? Accuracy { get; init; }

    /// <summary>Most points of accuracy that the chip may lose against floating point on the same images.</summary>
    [Range(-100.0, 100.0)]
    public double? AccuracyDrop { get; init; }

    /// <summary>Most values that may differ between RTL and reference; a lockstep run stops at the first one.</summary>
    [Range(0, int.MaxValue)]
    public int? Mismatches { get; init; }

    /// <summary>Golden trace (npz) that the run must meet bit by bit.</summary>
    public string? Golden { get; init; }

    /// <summary>Clocks of the chip for each image, mean.</summary>
    public RangeSection? CyclesPerImage { get; init; }
}
