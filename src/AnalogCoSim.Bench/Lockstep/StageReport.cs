using System.Globalization;
using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Inference;
using AnalogCoSim.Inference.Programming;

namespace AnalogCoSim.Bench.Lockstep;

/// <summary>Describes the intermediate values of one LDPU column as the reference has them: where in the pipeline to look.</summary>
internal static class StageReport
{
    /// <summary>Describes a column.</summary>
    /// <param name="chip">The reference's chip.</param>
    /// <param name="chains">Its chains.</param>
    /// <param name="reference">MVMs of the reference, for what the core before it in the chain sent.</param>
    /// <param name="record">The MVM.</param>
    /// <param name="column">Column.</param>
    /// <returns>One line.</returns>
    public static string Describe(ProgrammedChip chip, ChainMap chains, ReferenceBuffer reference, in MvmRecord record, int column)
    {
        LdpuRegisters registers = chip.Registers(record.Core);
        sbyte? received = registers.Combine ? chains.Received(reference, record.Image, MvmPlace.Of(record), registers.RxFirst, registers.RxLast, column) : (sbyte)0;
        LdpuStages stages = LdpuModel.Column(registers, column, record.CountsP[column], record.CountsN[column], received ?? 0);
        string rx = !registers.Combine ? string.Empty : received is { } value ? string.Create(CultureInfo.InvariantCulture, $" rx={value}") : " rx=residual packet, r and q without it";
        return string.Create(CultureInfo.InvariantCulture, $"stages: P={record.CountsP[column]} N={record.CountsN[column]}{rx} {stages}");
    }
}
