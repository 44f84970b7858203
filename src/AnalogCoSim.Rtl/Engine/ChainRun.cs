using AnalogCoSim.Chip.Program;

namespace AnalogCoSim.Rtl.Engine;

/// <summary>One column group during one crossbar step: what its tail sends to the host.</summary>
internal sealed class ChainRun
{
    /// <summary>The group.</summary>
    public required ColumnGroup Group { get; init; }

    /// <summary>Where the residual packets begin in the step's data block; -1 without.</summary>
    public required int ResidualOffset { get; init; }

    /// <summary>Clocks in which the packets received were complete.</summary>
    public List<ulong> PacketsAt { get; } = [];
}
