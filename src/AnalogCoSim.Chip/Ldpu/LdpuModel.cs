using AnalogCoSim.Core.Numerics;

namespace AnalogCoSim.Chip.Ldpu;

/// <summary>The golden model of the local digital processing unit: one column at a time, one <see cref="Binary16"/> operation a hardware operation.</summary>
/// <remarks>
/// Source of the stages: Le Gallo et al., Nature Electronics 6, 680 (2023), "ADC convert and scale" and "activation" blocks; number formats: src/ARCHITECTURE.md,
/// section 2. Written to be read; <see cref="LdpuBatch"/> is the fast form and is held equal to this one by tests.
/// </remarks>
public static class LdpuModel
{
    /// <summary>Computes one column with all its intermediate values.</summary>
    /// <param name="registers">Registers of the tile.</param>
    /// <param name="column">Column 0..255.</param>
    /// <param name="countP">P count, 0..4095.</param>
    /// <param name="countN">N count, 0..4095.</param>
    /// <param name="received">Received INT8, 0 where the packet has none; ignored by tiles that do not combine.</param>
    /// <returns>All stages.</returns>
    public static LdpuStages Column(LdpuRegisters registers, int column, ushort countP, ushort countN, sbyte received)
    {
        ArgumentNullException.ThrowIfNull(registers);
        ushort t = Binary16.Fma(Binary16.FromInt32(countN), Binary16.Negate(registers.ScaleN[column]), registers.Offset[column]);
        ushort y = Binary16.Fma(Binary16.FromInt32(countP), registers.ScaleP[column], t);
        ushort v = Binary16.Fma(y, registers.AffineScale[column], registers.AffineOffset[column]);
        v = registers.Relu1 ? Binary16.Relu(v) : v;
        ushort r = registers.Combine ? Binary16.Fma(Binary16.FromInt32(received), registers.RxScale, v) : v;
        r = registers.Relu2 ? Binary16.Relu(r) : r;
        return new LdpuStages(t, y, v, r, Binary16.ToInt8(r));
    }

    /// <summary>Computes the columns of one MVM.</summary>
    /// <param name="registers">Registers of the tile.</param>
    /// <param name="countsP">P counts; shape [columns], at most 256.</param>
    /// <param name="countsN">N counts; shape [columns].</param>
    /// <param name="received">Received INT8 by column; shape [columns]; may be empty if the tile does not combine.</param>
    /// <param name="outputs">INT8 results; shape [columns].</param>
    public static void Drain(LdpuRegisters registers, ReadOnlySpan<ushort> countsP, ReadOnlySpan<ushort> countsN, ReadOnlySpan<sbyte> received, Span<sbyte> outputs)
    {
        ArgumentNullException.ThrowIfNull(registers);
        for (int column = 0; column < outputs.Length; column++)
        {
            sbyte rx = registers.Combine ? received[column] : (sbyte)0;
            outputs[column] = Column(registers, column, countsP[column], countsN[column], rx).Q;
        }
    }
}
