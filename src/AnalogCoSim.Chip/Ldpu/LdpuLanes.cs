using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Core.Numerics;

namespace AnalogCoSim.Chip.Ldpu;

/// <summary>LDPU registers expanded once a core to binary64, the lane type of the vector forms.</summary>
public sealed class LdpuLanes
{
    /// <summary>Expands the registers of one tile.</summary>
    /// <param name="registers">Registers.</param>
    public LdpuLanes(LdpuRegisters registers)
    {
        ArgumentNullException.ThrowIfNull(registers);
        Registers = registers;
        NegatedScaleN = Expand(registers.ScaleN, negate: true);
        ScaleP = Expand(registers.ScaleP, negate: false);
        Offset = Expand(registers.Offset, negate: false);
        AffineScale = Expand(registers.AffineScale, negate: false);
        AffineOffset = Expand(registers.AffineOffset, negate: false);
        RxScale = Binary16.ToDouble(registers.RxScale);
    }

    /// <summary>The registers that were expanded.</summary>
    public LdpuRegisters Registers { get; }

    internal double[] NegatedScaleN { get; }

    internal double[] ScaleP { get; }

    internal double[] Offset { get; }

    internal double[] AffineScale { get; }

    internal double[] AffineOffset { get; }

    internal double RxScale { get; }

    private static double[] Expand(ushort[] bits, bool negate)
    {
        var lanes = new double[ChipGeometry.CrossbarSize];
        for (int column = 0; column < lanes.Length; column++)
        {
            lanes[column] = Binary16.ToDouble(negate ? Binary16.Negate(bits[column]) : bits[column]);
        }

        return lanes;
    }
}
