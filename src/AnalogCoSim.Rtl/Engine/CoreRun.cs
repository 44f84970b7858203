using AnalogCoSim.Chip.Program;

namespace AnalogCoSim.Rtl.Engine;

/// <summary>One core's data during one crossbar step of one image.</summary>
internal sealed class CoreRun
{
    /// <summary>The core's share of the layer.</summary>
    public required CoreSlice Slice { get; init; }

    /// <summary>Clocks by which it starts after the head of its chain.</summary>
    public required int Delay { get; init; }

    /// <summary>Where its inputs begin in the step's data block.</summary>
    public required int InputOffset { get; init; }

    /// <summary>Sequence number of the tile's first MVM of this step.</summary>
    public required uint FirstMvm { get; init; }

    /// <summary>P counts; shape [positions, 256].</summary>
    public required ushort[] CountsP { get; init; }

    /// <summary>N counts; shape [positions, 256].</summary>
    public required ushort[] CountsN { get; init; }

    /// <summary>Clocks in which the LDPU results seen were complete.</summary>
    public List<ulong> DrainedAt { get; } = [];
}
