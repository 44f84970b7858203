using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Core.Random;
using AnalogCoSim.Inference;
using AnalogCoSim.Inference.Programming;

namespace AnalogCoSim.Bench.Lockstep;

/// <summary>The first column of an MVM whose LDPU output differs, with what went into it.</summary>
/// <param name="Registers">Registers of the core.</param>
/// <param name="Address">The MVM.</param>
/// <param name="Cycle">Clock of the image in which the last column of the MVM came.</param>
/// <param name="Column">The column.</param>
/// <param name="CountP">P count.</param>
/// <param name="CountN">N count.</param>
/// <param name="Received">Byte that the reference combined, of another core or of a residual packet; 0 where there was none.</param>
/// <param name="Expected">The reference's output.</param>
/// <param name="Actual">The RTL's output.</param>
internal sealed record WrongColumn(LdpuRegisters Registers, MvmAddress Address, ulong Cycle, int Column, ushort CountP, ushort CountN, sbyte Received, sbyte Expected, sbyte Actual)
{
    /// <summary>Takes a column out of an MVM.</summary>
    /// <param name="chip">The reference's chip.</param>
    /// <param name="chains">Its chains.</param>
    /// <param name="reference">MVMs of the reference, for what the core before it in the chain sent.</param>
    /// <param name="record">The MVM as the RTL ran it.</param>
    /// <param name="column">The column.</param>
    /// <param name="expected">The reference's output.</param>
    /// <returns>The column.</returns>
    public static WrongColumn Of(ProgrammedChip chip, ChainMap chains, ReferenceBuffer reference, in MvmRecord record, int column, sbyte expected)
    {
        LdpuRegisters registers = chip.Registers(record.Address.Core);
        sbyte received = registers.Combine
            ? chains.Received(reference, record.Address, registers.RxFirst, registers.RxLast, column) ?? Residual(chip, reference, record.Address, registers, column)
            : (sbyte)0;
        return new WrongColumn(registers, record.Address, record.Cycle, column, record.CountsP[column], record.CountsN[column], received, expected, record.Outputs[column]);
    }

    private static sbyte Residual(ProgrammedChip chip, ReferenceBuffer reference, in MvmAddress address, LdpuRegisters registers, int column)
    {
        int payload = registers.RxFirst + column;
        return payload > registers.RxLast ? (sbyte)0 : new ReferenceTensors(chip.Program, reference).Residual(address, payload);
    }
}
