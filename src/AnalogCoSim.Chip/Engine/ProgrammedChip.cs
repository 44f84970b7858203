using AnalogCoSim.Analog;
using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Chip.Program;

namespace AnalogCoSim.Chip.Engine;

/// <summary>A chip program together with its analog cores after programming and calibration: what every engine runs.</summary>
/// <remarks>Immutable and shared by all engines and threads.</remarks>
public sealed class ProgrammedChip
{
    private readonly AnalogMacro?[] _macros;
    private readonly LdpuRegisters?[] _registers;

    private ProgrammedChip(ChipProgram program, AnalogParameters analog, AnalogMacro?[] macros, LdpuRegisters?[] registers)
    {
        Program = program;
        Analog = analog;
        _macros = macros;
        _registers = registers;
    }

    /// <summary>The program.</summary>
    public ChipProgram Program { get; }

    /// <summary>Parameters of the analog half.</summary>
    public AnalogParameters Analog { get; }

    /// <summary>The analog macro of a core in use.</summary>
    /// <param name="core">Core number.</param>
    /// <returns>Its macro.</returns>
    public AnalogMacro Macro(int core) => _macros[core]!;

    /// <summary>LDPU registers of a core in use, with calibration residues and drift factor folded in.</summary>
    /// <param name="core">Core number.</param>
    /// <returns>Its registers.</returns>
    public LdpuRegisters Registers(int core) => _registers[core]!;
}
