using System.ComponentModel.DataAnnotations;
using AnalogCoSim.Bench.Scenarios;

namespace AnalogCoSim.Bench.Sweeps;

/// <summary>What must come out of a variant, over its seeds, at each of its times.</summary>
public sealed record SweepExpectSection
{
    /// <summary>Stands for the float32 network on the same images, in <see cref="Against"/>.</summary>
    public const string FloatNetwork = "float";

    /// <summary>Mean accuracy over the seeds, %.</summary>
    public RangeSection? MeanAccuracy { get; init; }

    /// <summary>Most points of mean accuracy that may be lost against <see cref="Against"/>.</summary>
    [Range(-100.0, 100.0)]
    public double? MaxLossPoints { get; init; }

    /// <summary>What the loss is counted against: float, or the name of another variant, taken at the same time where it has one.</summary>
    public string Against { get; init; } = FloatNetwork;

    /// <summary>Cores in use.</summary>
    public RangeSection? Cores { get; init; }

    /// <summary>Code with which the network must be refused, e.g. ACS0203.</summary>
    public string? Refused { get; init; }
}
