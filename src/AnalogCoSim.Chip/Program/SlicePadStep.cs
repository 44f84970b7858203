namespace AnalogCoSim.Chip.Program;

/// <summary>Sub-sampling and zero-extension of channels on the host (parameter-free shortcuts): output(c, y, x) = input(c - ChannelsBefore, y*StrideY, x*StrideX), 0 outside.</summary>
public sealed record SlicePadStep : ProgramStep
{
    /// <summary>Zero channels before the input's.</summary>
    public required int ChannelsBefore { get; init; }

    /// <summary>Vertical step.</summary>
    public required int StrideY { get; init; }

    /// <summary>Horizontal step.</summary>
    public required int StrideX { get; init; }
}
