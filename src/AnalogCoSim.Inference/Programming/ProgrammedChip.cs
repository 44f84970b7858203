using AnalogCoSim.Analog;
using AnalogCoSim.Analog.Operation;
using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Core;

namespace AnalogCoSim.Inference.Programming;

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
        Counts = new MvmCounts(program);
    }

    /// <summary>The program.</summary>
    public ChipProgram Program { get; }

    /// <summary>Parameters of the analog half.</summary>
    public AnalogParameters Analog { get; }

    /// <summary>Gives every MVM its address.</summary>
    public MvmCounts Counts { get; }

    /// <summary>The read modes in use.</summary>
    public IReadOnlyList<ReadMode> Modes => [.. new[] { ModeOf(0), ModeOf(1) }.Distinct()];

    /// <summary>How an image is read.</summary>
    /// <param name="image">Image number.</param>
    /// <returns>Its mode.</returns>
    public ReadMode ModeOf(int image) =>
        !Analog.AlternateReadModes || image % 2 == 0 ? Analog.ReadMode : Analog.ReadMode == ReadMode.FourPhase ? ReadMode.OnePhase : ReadMode.FourPhase;

    /// <summary>Programs and calibrates all cores of a program, on all processors.</summary>
    /// <param name="program">Program; checked first.</param>
    /// <param name="analog">Parameters of the analog half.</param>
    /// <param name="progress">Told of every programmed core; null for none.</param>
    /// <param name="cancellation">Stops between cores.</param>
    /// <returns>The chip, ready for engines.</returns>
    /// <exception cref="Core.Errors.AcsException">ACS0801 if the program contradicts itself, ACS0701 if an analog parameter is out of range.</exception>
    public static ProgrammedChip Create(ChipProgram program, AnalogParameters analog, IProgressSink? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(analog);
        ProgramCheck.Validate(program);
        analog.Validate();
        var chip = new ProgrammedChip(program, analog);
        CoreSlice[] slices = [.. program.Cores];
        int done = 0;
        try
        {
            Parallel.ForEach(slices, new ParallelOptions { CancellationToken = cancellation }, slice =>
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

    /// <summary>The same cores with other registers.</summary>
    /// <param name="registers">Gives the registers of each slice's core.</param>
    /// <returns>A chip that shares the macros of this one.</returns>
    internal ProgrammedChip With(Func<CoreSlice, LdpuRegisters> registers)
    {
        var chip = new ProgrammedChip(Program, Analog);
        foreach (CoreSlice slice in Program.Cores)
        {
            chip._macros[slice.Core] = _macros[slice.Core];
            chip._registers[slice.Core] = registers(slice);
        }

        return chip;
    }

    private static ArgumentException NotUsed(int core) => new($"The program does not use core {core}.", nameof(core));
}
