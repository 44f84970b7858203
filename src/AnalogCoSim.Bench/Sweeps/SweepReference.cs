using System.ComponentModel.DataAnnotations;

namespace AnalogCoSim.Bench.Sweeps;

/// <summary>An accuracy from elsewhere, drawn as a line.</summary>
public sealed record SweepReference
{
    /// <summary>What it is, for the legend.</summary>
    public required string Label { get; init; }

    /// <summary>Accuracy, %.</summary>
    [Range(0.0, 100.0)]
    public required double Accuracy { get; init; }
}
