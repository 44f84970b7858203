using AnalogCoSim.Analog;
using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Core;

namespace AnalogCoSim.Chip.Engine;

/// <summary>A chip program together with its analog cores after programming and calibration: what every engine runs.</summary>
/// <remarks>Immutable and shared by all engines and threads.</remarks>
public sealed class ProgrammedChip
{
    private readonly AnalogMacro?[] _macros = new AnalogMacro?[ChipGeometry.Cores];
    private readonly LdpuRegisters?[] _registers = new LdpuRegisters?[ChipGeometry.Cores];

    private ProgrammedChip(ChipProgram program, AnalogParameters analog)
    {
        Program = program;
        Analog = analog;
    }

    /// <summary>The program.</summary>
    public ChipProgram Program { get; }

    /// <summary>Parameters of the analog half.</summary>
    public AnalogParameters Analog { get; }

    /// <summary>Programs and calibrates all cores of a program, on all processors.</summary>
    /// <param name="program">Program; checked first.</param>
    /// <param name="analog">Parameters of the analog half.</param>
    /// <param name="progress">Told of every programmed core; null for none.</param>
    /// <returns>The chip, ready for engines.</returns>
    /// <exception cref="Core.Errors.AcsException">ACS0801 if the program contradicts itself, ACS0701 if an analog parameter is out of range.</exception>
    public static ProgrammedChip Create(ChipProgram program, AnalogParameters analog, IProgressSink? progress = null)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(analog);
        ProgramCheck.Validate(program);
        analog.Validate();
        var chip = new ProgrammedChip(program, analog);
        CoreSlice[] slices = [.. program.Slices];
        int done = 0;
        try
        {
            Parallel.ForEach(slices, slice =>
            {
                var target = new CoreWeights(slice.Weights, slice.WeightMax, slice.GmaxMicroSiemens, slice.ReadVoltageVolt);
                AnalogMacro macro = AnalogMacro.Program(analog, slice.Core, target);
                chip._macros[slice.Core] = macro;
                chip._registers[slice.Core] = RegisterFolding.Fold(slice, macro, analog.ReadMode);
                progress?.Report("cores programmed", Interlocked.Increment(ref done), slices.Length);
            });
        }
        catch (AggregateException many)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(many.Flatten().InnerExceptions[0]);
        }

        return chip;
    }

    /// <summary>The analog macro of a core in use.</summary>
    /// <param name="core">Core number.</param>
    /// <returns>Its macro.</returns>
    public AnalogMacro Macro(int core) => _macros[core] ?? throw NotUsed(core);

    /// <summary>LDPU registers of a core in use, with calibration residues and drift factor folded in.</summary>
    /// <param name="core">Core number.</param>
    /// <returns>Its registers.</returns>
    public LdpuRegisters Registers(int core) => _registers[core] ?? throw NotUsed(core);

    private static ArgumentException NotUsed(int core) => new($"The program does not use core {core}.", nameof(core));
}
