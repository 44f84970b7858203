using AnalogCoSim.Core.Random;

namespace AnalogCoSim.Inference;

/// <summary>One MVM of one core as an engine executed it.</summary>
public readonly ref struct MvmRecord
{
    /// <summary>Which MVM it is.</summary>
    public required MvmAddress Address { get; init; }

    /// <summary>Clock in which the LDPU delivered the last column, from the image's first clock on; 0 in the reference engine.</summary>
    public ulong Cycle { get; init; }

    /// <summary>INT8 inputs, 256.</summary>
    public required ReadOnlySpan<sbyte> Inputs { get; init; }

    /// <summary>P counts, 256.</summary>
    public required ReadOnlySpan<ushort> CountsP { get; init; }

    /// <summary>N counts, 256.</summary>
    public required ReadOnlySpan<ushort> CountsN { get; init; }

    /// <summary>LDPU results, 256.</summary>
    public required ReadOnlySpan<sbyte> Outputs { get; init; }
}
