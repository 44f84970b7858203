using System.ComponentModel.DataAnnotations;

namespace AnalogCoSim.Bench.Sweeps;

/// <summary>Inputs that are drawn to calibrate a network that is compiled only: evenly spread, the same each time.</summary>
public sealed record CompileSection
{
    /// <summary>Smallest input.</summary>
    [Range(-1e6, 1e6)]
    public double Low { get; init; }

    /// <summary>Largest input.</summary>
    [Range(-1e6, 1e6)]
    public double High { get; init; } = 255;

    /// <summary>How many samples.</summary>
    [Range(1, 4096)]
    public int Samples { get; init; } = 16;
}
