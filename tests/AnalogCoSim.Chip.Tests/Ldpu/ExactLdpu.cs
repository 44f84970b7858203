using AnalogCoSim.Chip.Ldpu;

namespace AnalogCoSim.Chip.Tests.Ldpu;

/// <summary>The formula of the LDPU, section 2 of src/ARCHITECTURE.md, in exact arithmetic; independent of <see cref="LdpuModel"/>.</summary>
internal static class ExactLdpu
{
    /// <summary>One column.</summary>
    /// <param name="r">Registers.</param>
    /// <param name="c">Column.</param>
    /// <param name="p">P count.</param>
    /// <param name="n">N count.</param>
    /// <param name="rx">Received value.</param>
    /// <returns>The INT8 result.</returns>
    public static sbyte Column(LdpuRegisters r, int c, ushort p, ushort n, sbyte rx)
    {
        ushort t = ExactBinary16.Fma(ExactBinary16.FromInteger(n), (ushort)(r.ScaleN[c] ^ 0x8000), r.Offset[c]);
        ushort y = ExactBinary16.Fma(ExactBinary16.FromInteger(p), r.ScaleP[c], t);
        ushort v = ExactBinary16.Fma(y, r.AffineScale[c], r.AffineOffset[c]);
        if (r.Relu1)
        {
            v = ExactBinary16.Relu(v);
        }

        ushort sum = r.Combine ? ExactBinary16.Fma(ExactBinary16.FromInteger(rx), r.RxScale, v) : v;
        return ExactBinary16.ToInt8(r.Relu2 ? ExactBinary16.Relu(sum) : sum);
    }

    /// <summary>All columns of one MVM.</summary>
    /// <param name="registers">Registers.</param>
    /// <param name="p">P counts.</param>
    /// <param name="n">N counts.</param>
    /// <param name="received">Received values from column 0 on; columns without one get 0.</param>
    /// <returns>INT8 results, one per column.</returns>
    public static sbyte[] Drain(LdpuRegisters registers, ReadOnlySpan<ushort> p, ReadOnlySpan<ushort> n, ReadOnlySpan<sbyte> received)
    {
        var results = new sbyte[p.Length];
        for (int column = 0; column < results.Length; column++)
        {
            results[column] = Column(registers, column, p[column], n[column], column < received.Length ? received[column] : (sbyte)0);
        }

        return results;
    }
}
