using AnalogCoSim.Chip;
using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Core.Numerics;

namespace AnalogCoSim.Rtl.Engine;

/// <summary>Where a column is in the RTL's LDPU, clock by clock: names and distances of its registers, as the table in <c>rtl/ldpu/README.md</c> has them.</summary>
public static class LdpuTaps
{
    /// <summary>Name of the INT8 result.</summary>
    public const string Output = "q";

    // Clocks before ldpu_data_o in which each operation reads its operands.
    private const int Convert = 1;
    private const int Combine = Convert + RegisterMap.FmaLatency;
    private const int Affine = Combine + RegisterMap.FmaLatency;
    private const int ScaleP = Affine + RegisterMap.FmaLatency;
    private const int ScaleN = ScaleP + RegisterMap.FmaLatency;

    // Clocks behind the reader: counts are read a clock before they are an operand, and ReLU 1 stands before the first register that delays v.
    private const int Counts = ScaleN + 1;
    private const int AfterRelu1 = Combine - 1;

    // The last of the three registers of acs_fp16_fma.
    private const string Result = ".delay_q";
    private const int ResultLsb = 16;
    private const int DelayLsb = 32;

    private const string Activation = ".u_ldpu.u_activation";

    /// <summary>All registers that a column of a core goes through, with the settings that meet it there, in the order of the clocks.</summary>
    /// <param name="registers">Registers of the core.</param>
    /// <param name="column">Column 0 to 255: even ones take the left converter, odd ones the right one.</param>
    /// <returns>The registers.</returns>
    public static IReadOnlyList<LdpuTap> Of(LdpuRegisters registers, int column)
    {
        ArgumentNullException.ThrowIfNull(registers);
        string side = column % 2 == 0 ? "left" : "right";
        return [.. ConvertTaps(side), .. ActivationTaps(registers.Combine), .. OutputTaps(registers)];
    }

    private static IEnumerable<LdpuTap> ConvertTaps(string side)
    {
        string convert = $".u_ldpu.u_{side}";
        string counts = $".u_mvm.{side}_counts_o";
        yield return new("P", "the count as read from the ADC registers", counts, 12, 12, Counts, LdpuFormat.Count, c => c.CountP);
        yield return new("N", "the count as read from the ADC registers", counts, 0, 12, Counts, LdpuFormat.Count, c => c.CountN);
        yield return Setting("-sN", "the negated scale of N for this column", $"{convert}.minus_s_n_q", ScaleN, c => Binary16.Negate(c.Registers.ScaleN[c.Column]));
        yield return Setting("o", "the offset of this column", $"{convert}.o_q", ScaleN, c => c.Registers.Offset[c.Column]);
        yield return Fp16("t", "after conversion of N and its FMA", $"{convert}.u_scale_n{Result}", ResultLsb, ScaleP, c => c.Stages.T);
        yield return Setting("sP", "the scale of P for this column", $"{convert}.s_p_q", ScaleP, c => c.Registers.ScaleP[c.Column]);
        yield return Fp16("y", "after conversion of P and its FMA", $"{convert}.u_scale_p{Result}", ResultLsb, Affine, c => c.Stages.Y);
    }

    private static IEnumerable<LdpuTap> ActivationTaps(bool combine)
    {
        yield return Setting("a", "the affine scale of this column", $"{Activation}.a_q", Affine, c => c.Registers.AffineScale[c.Column]);
        yield return Setting("b", "the affine offset of this column", $"{Activation}.b_q", Affine, c => c.Registers.AffineOffset[c.Column]);
        if (combine)
        {
            yield return new("rx", "the received byte as it meets its column", $"{Activation}.rx_q", 0, 16, Combine, LdpuFormat.Int8AsBinary16, c => Binary16.FromInt32(c.Received));
            yield return Setting("s_rx", "the scale of received bytes", ".u_cfg.s_rx_o", Combine, c => c.Registers.RxScale);
        }

        yield return Flag("relu1", "the control bit", Combine, c => c.Registers.Relu1);
        yield return Fp16("v", "after the affine FMA and ReLU 1", $"{Activation}.v_delay_q", 0, AfterRelu1, c => c.Stages.V);
    }

    // The RTL has ReLU 2 and the conversion in one expression before data_o, the reference counts ReLU 2 to r.
    private static IEnumerable<LdpuTap> OutputTaps(LdpuRegisters registers)
    {
        yield return Flag("combine", "the control bit", Convert, c => c.Registers.Combine);
        LdpuTap r = registers.Combine
            ? Fp16("r", "after the combine FMA", $"{Activation}.u_combine{Result}", ResultLsb, Convert, c => c.Stages.R)
            : Fp16("r", "v, delayed past the combine FMA", $"{Activation}.v_delay_q", DelayLsb, Convert, c => c.Stages.R);
        yield return r with { Relu = registers.Relu2 };
        yield return Flag("relu2", "the control bit", Convert, c => c.Registers.Relu2);
        yield return new(Output, "after ReLU 2 and the conversion to INT8", $"{Activation}.data_o", 0, 8, 0, LdpuFormat.Result, c => c.Stages.Q);
    }

    private static LdpuTap Fp16(string name, string place, string register, int lsb, int clocks, Func<LdpuColumn, int> reference) =>
        new(name, place, register, lsb, 16, clocks, LdpuFormat.Binary16, reference);

    private static LdpuTap Setting(string name, string place, string register, int clocks, Func<LdpuColumn, int> reference) =>
        Fp16(name, place, register, 0, clocks, reference) with { IsStage = false };

    private static LdpuTap Flag(string name, string place, int clocks, Func<LdpuColumn, bool> reference) =>
        new(name, place, $".u_cfg.{name}_o", 0, 1, clocks, LdpuFormat.Count, c => reference(c) ? 1 : 0) { IsStage = false };
}
