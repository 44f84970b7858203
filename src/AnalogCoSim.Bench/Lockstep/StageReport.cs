using System.Globalization;
using AnalogCoSim.Chip.Engine;
using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Chip.Program;

namespace AnalogCoSim.Bench.Lockstep;

/// <summary>Describes the intermediate values of one LDPU column as the reference has them: where in the pipeline to look.</summary>
internal static class StageReport
{
    /// <summary>Describes a column.</summary>
    /// <param name="chip">The reference's chip.</param>
    /// <param name="reference">MVMs of the reference, for what the core before it in the chain sent.</param>
    /// <param name="record">The MVM.</param>
    /// <param name="column">Column.</param>
    /// <returns>One line.</returns>
    public static string Describe(ProgrammedChip chip, ReferenceBuffer reference, in MvmRecord record, int column)
    {
        LdpuRegisters registers = chip.Registers(record.Core);
        sbyte? received = registers.Combine ? Received(chip.Program, reference, record, registers, column) : (sbyte)0;
        LdpuStages stages = LdpuModel.Column(registers, column, record.CountsP[column], record.CountsN[column], received ?? 0);
        string rx = !registers.Combine ? string.Empty : received is { } value ? string.Create(CultureInfo.InvariantCulture, $" rx={value}") : " rx=residual packet, r and q without it";
        return string.Create(CultureInfo.InvariantCulture, $"stages: P={record.CountsP[column]} N={record.CountsN[column]}{rx} {stages}");
    }

    private static sbyte? Received(ChipProgram program, ReferenceBuffer reference, in MvmRecord record, LdpuRegisters registers, int column)
    {
        int core = record.Core;
        IReadOnlyList<CoreSlice>? chain = program.Steps[record.Step] is CrossbarStep step
            ? step.Groups.Select(group => group.Chain).FirstOrDefault(c => c.Any(slice => slice.Core == core))
            : null;
        int at = chain is null ? -1 : chain.ToList().FindIndex(slice => slice.Core == core);
        if (chain is null || at <= 0)
        {
            return null;
        }

        CoreSlice before = chain[at - 1];
        RecordedMvm? sender = reference.Find(record.Image, new MvmPlace(record.Step, before.Core, record.Position));
        int payload = registers.RxFirst + column;
        return payload > registers.RxLast || sender is null ? (sbyte)0 : sender.Outputs[Math.Min(255, before.Ldpu.TxFirst + payload)];
    }
}
