using AnalogCoSim.Chip.Ldpu;

namespace AnalogCoSim.Rtl.Engine;

/// <summary>One column as the reference computes it.</summary>
/// <param name="Registers">Registers of the core.</param>
/// <param name="Column">Column 0 to 255.</param>
/// <param name="CountP">P count.</param>
/// <param name="CountN">N count.</param>
/// <param name="Received">Received INT8; 0 where the packet has none.</param>
public sealed record LdpuColumn(LdpuRegisters Registers, int Column, ushort CountP, ushort CountN, sbyte Received)
{
    /// <summary>What comes of it.</summary>
    public LdpuStages Stages { get; } = LdpuModel.Column(Registers, Column, CountP, CountN, Received);
}
