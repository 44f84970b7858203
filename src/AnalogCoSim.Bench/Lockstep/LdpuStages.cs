using System.Globalization;
using AnalogCoSim.Chip.Engine;
using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Core.Numerics;

namespace AnalogCoSim.Bench.Lockstep;

/// <summary>The intermediate values of one LDPU column, for mismatch reports: where in the pipeline to look.</summary>
/// <param name="T">After the N term: fma(N, -sN, o).</param>
/// <param name="Y">After the P term: fma(P, sP, t).</param>
/// <param name="V">After the affine stage and the first ReLU.</param>
/// <param name="R">After the combination and the second ReLU.</param>
/// <remarks>Formulae: src/ARCHITECTURE.md, section 2. All values are binary16 patterns.</remarks>
public readonly record struct LdpuStages(ushort T, ushort Y, ushort V, ushort R)
{
    /// <summary>Computes the stages of a column.</summary>
    /// <param name="registers">LDPU registers of the core.</param>
    /// <param name="column">Column.</param>
    /// <param name="p">P count.</param>
    /// <param name="n">N count.</param>
    /// <param name="received">Received INT8; 0 if none.</param>
    /// <returns>The stages.</returns>
    public static LdpuStages Of(LdpuRegisters registers, int column, ushort p, ushort n, sbyte received)
    {
        ArgumentNullException.ThrowIfNull(registers);
        ushort t = Binary16.Fma(Binary16.FromInt32(n), Binary16.Negate(registers.ScaleN[column]), registers.Offset[column]);
        ushort y = Binary16.Fma(Binary16.FromInt32(p), registers.ScaleP[column], t);
        ushort v = Binary16.Fma(y, registers.AffineScale[column], registers.AffineOffset[column]);
        v = registers.Relu1 ? Binary16.Relu(v) : v;
        ushort r = registers.Combine ? Binary16.Fma(Binary16.FromInt32(received), registers.RxScale, v) : v;
        r = registers.Relu2 ? Binary16.Relu(r) : r;
        return new LdpuStages(t, y, v, r);
    }

    /// <summary>Describes the stages of an MVM's column as the reference has them.</summary>
    /// <param name="chip">The reference's chip.</param>
    /// <param name="reference">MVMs of the reference, for what the core before it in the chain sent.</param>
    /// <param name="record">The MVM.</param>
    /// <param name="column">Column.</param>
    /// <returns>One line.</returns>
    public static string Describe(ProgrammedChip chip, ReferenceBuffer reference, in MvmRecord record, int column)
    {
        ArgumentNullException.ThrowIfNull(chip);
        ArgumentNullException.ThrowIfNull(reference);
        LdpuRegisters registers = chip.Registers(record.Core);
        sbyte? received = registers.Combine ? Received(chip.Program, reference, record, registers, column) : (sbyte)0;
        LdpuStages stages = Of(registers, column, record.CountsP[column], record.CountsN[column], received ?? 0);
        string last = received is null ? "r = depends on the residual packet" : $"r = {Text(stages.R)}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"stages: P = {record.CountsP[column]}, N = {record.CountsN[column]}, t = {Text(stages.T)}, y = {Text(stages.Y)}, v = {Text(stages.V)}, {last}");
    }

    private static sbyte? Received(ChipProgram program, ReferenceBuffer reference, in MvmRecord record, LdpuRegisters registers, int column)
    {
        int core = record.Core;
        IReadOnlyList<CoreSlice>? chain = program.Steps[record.Step] is CrossbarStep step
            ? step.Groups.Select(group => group.Chain).FirstOrDefault(c => c.Any(slice => slice.Core == core))
            : null;
        int at = chain is null ? -1 : chain.ToList().FindIndex(slice => slice.Core == core);
        int k = registers.RxFirst + column;
        if (at <= 0 || chain is null)
        {
            return null;
        }

        CoreSlice before = chain[at - 1];
        RecordedMvm? sender = reference.Find(record.Image, new MvmPlace(record.Step, before.Core, record.Position));
        return k > registers.RxLast || sender is null ? (sbyte)0 : sender.Outputs[Math.Min(255, before.Ldpu.TxFirst + k)];
    }

    private static string Text(ushort bits) =>
        string.Create(CultureInfo.InvariantCulture, $"{Binary16.ToDouble(bits):G6} (0x{bits:X4})");
}
