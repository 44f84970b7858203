using System.ComponentModel.DataAnnotations;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Bench.Sweeps;

/// <summary>What must come out of a variant, over its seeds, at each of its times.</summary>
public sealed record SweepExpectSection
{
    /// <summary>Stands for the float32 network on the same images, in <see cref="Against"/>.</summary>
    public const string FloatNetwork = "float";

    /// <summary>Codes with which chip or compiler say of a sound network that they cannot take it. A file that is missing, damaged or at odds with itself is an error, no outcome.</summary>
    internal static readonly ErrorCode[] Refusals = [ErrorCode.NetworkUnsupportedNode, ErrorCode.NetworkDoesNotFit];

    /// <summary>Mean accuracy over the seeds, %.</summary>
    public PercentSection? MeanAccuracy { get; init; }

    /// <summary>Most points of mean accuracy that may be lost against <see cref="Against"/>.</summary>
    [Range(-100.0, 100.0)]
    public double? MaxLossPoints { get; init; }

    /// <summary>What the loss is counted against: float, or the name of another variant, taken at the same time where it has one.</summary>
    public string Against { get; init; } = FloatNetwork;

    /// <summary>Cores in use.</summary>
    public RangeSection? Cores { get; init; }

    /// <summary>Code with which the network must be refused: ACS0203 for a node that no engine can run, ACS0205 for one that needs more than the chip has.</summary>
    [AllowedValues("ACS0203", "ACS0205")]
    public string? Refused { get; init; }
}
