using System.Runtime.CompilerServices;
using AnalogCoSim.Analog.Converters;
using AnalogCoSim.Analog.Crossbars;
using AnalogCoSim.Analog.Devices;
using AnalogCoSim.Analog.Faults;
using AnalogCoSim.Analog.Kernels;
using AnalogCoSim.Analog.Operation;
using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Random;

namespace AnalogCoSim.Analog;

/// <summary>One programmed core: turns INT8 inputs into the counts that its ADCs show.</summary>
/// <remarks>
/// Immutable after programming and safe to use from many threads. Every random number is keyed by (image, core, count of the MVM, phase, column), so neither
/// batch size nor thread count nor order changes a count. Source of the structure: Le Gallo et al., Nature Electronics 6 (2023).
/// </remarks>
public sealed class AnalogMacro
{
    private const double ExactGuard = 4090;

    private readonly Lazy<ReadEngine> _onePhase;
    private readonly Lazy<ReadEngine> _fourPhase;
    private readonly Counters _counters = new();

    private AnalogMacro(AnalogParameters parameters, int core, CoreWeights target, FaultSet faults, SimdPath path)
    {
        Parameters = parameters;
        Faults = faults;
        Core = core;
        Target = target;
        Array = ProgrammedArray.Program(parameters, core, target);
        ConductanceMap cells = Array.At(parameters.DriftTimeSeconds);
        faults.Apply(cells);
        Conductances = parameters is { Fidelity: Fidelity.Noisy, IrDrop: { } wires } ? IrDropFolding.Fold(cells, wires) : cells;
        var adc = new AdcBank(parameters, core);
        Calibration = parameters.Fidelity == Fidelity.Noisy ? AdcCalibrator.Calibrate(parameters, adc) : AdcCalibration.Identity();
        faults.Apply(adc);
        var context = new ReadContext(parameters, core, target.ReadVoltageVolt, Conductances, adc, path);
        CountsPerUnitWeight = parameters.Fidelity == Fidelity.Exact
            ? parameters.ExactCountsPerUnitWeight ?? SafeExactScale(target)
            : context.ChargePerStep * parameters.AdcGainMegahertzPerMicroAmpere * ReadContext.CyclesPerMegahertzNanosecond * target.GmaxMicroSiemens;
        PeakBitLineMicroAmpere = Math.Max(
            WindowWalk.LargestColumnMicroAmpere(context, Conductances.Plus),
            WindowWalk.LargestColumnMicroAmpere(context, Conductances.Minus));
        DriftFactors = DriftReadout.Factors(parameters, core, Array, target, cells);
        if (parameters.Fidelity == Fidelity.Exact)
        {
            _onePhase = new Lazy<ReadEngine>(() => NetEngine.Exact(context, CountsPerUnitWeight / target.GmaxMicroSiemens));
            _fourPhase = _onePhase;
        }
        else
        {
            _onePhase = new Lazy<ReadEngine>(() => NetEngine.OnePhase(context));
            _fourPhase = new Lazy<ReadEngine>(() => new FourPhaseEngine(context));
        }
    }

    /// <summary>Chip parameters.</summary>
    public AnalogParameters Parameters { get; }

    /// <summary>Core index.</summary>
    public int Core { get; }

    /// <summary>Planted defects.</summary>
    public FaultSet Faults { get; }

    /// <summary>What was to be programmed.</summary>
    public CoreWeights Target { get; }

    /// <summary>Nominal scale K: P - N is about K * sum_r x_r w_rc / WeightMax; counts per input step and unit weight.</summary>
    public double CountsPerUnitWeight { get; }

    /// <summary>What the once-per-chip calibration leaves for the LDPU registers; identity unless noisy.</summary>
    public AdcCalibration Calibration { get; }

    /// <summary>Drift compensation of each column; shape [256]; all equal when compensation is global or affine (which then fits the columns), 1 without.</summary>
    public float[] DriftFactors { get; }

    /// <summary>The programmed devices.</summary>
    public ProgrammedArray Array { get; }

    /// <summary>Conductances and read noise variances at inference time as the ADCs see them, IR drop included.</summary>
    public ConductanceMap Conductances { get; }

    /// <summary>Current of the largest bit line with all inputs active; µA; static, before any limit.</summary>
    public double PeakBitLineMicroAmpere { get; }

    /// <summary>What happened since programming.</summary>
    public MacroStatistics Statistics => _counters.Snapshot();

    /// <summary>Programs one core.</summary>
    /// <param name="p">Chip parameters.</param>
    /// <param name="core">Core index, 0..63 on the chip; part of every random key.</param>
    /// <param name="target">What is to be programmed.</param>
    /// <returns>The programmed core.</returns>
    /// <exception cref="AcsException">0701: a parameter is out of range.</exception>
    public static AnalogMacro Program(AnalogParameters p, int core, CoreWeights target) => Program(p, core, target, null);

    /// <summary>Programs one core with planted defects and chosen kernel instructions; the counts do not depend on the latter.</summary>
    /// <param name="p">Chip parameters.</param>
    /// <param name="core">Core index.</param>
    /// <param name="target">What is to be programmed.</param>
    /// <param name="faults">Defects; null means none.</param>
    /// <param name="path">Kernel instructions; null means the fastest of this machine.</param>
    /// <returns>The programmed core.</returns>
    public static AnalogMacro Program(AnalogParameters p, int core, CoreWeights target, FaultSet? faults, SimdPath? path = null)
    {
        ArgumentNullException.ThrowIfNull(p);
        ArgumentNullException.ThrowIfNull(target);
        p.Validate();
        target.Validate(p.PresetGmaxMicroSiemens, core);
        return new AnalogMacro(p, core, target, faults ?? FaultSet.None, path ?? SimdPaths.Best);
    }

    /// <summary>Computes a batch of MVMs.</summary>
    /// <param name="inputs">Shape [batch, 256]; INT8; -128 is applied as -127.</param>
    /// <param name="addresses">Shape [batch]; addresses of the MVMs, all of this core.</param>
    /// <param name="mode">Read mode.</param>
    /// <param name="p">Shape [batch, 256]; P counts, 0..4095.</param>
    /// <param name="n">Shape [batch, 256]; N counts, 0..4095.</param>
    /// <exception cref="AcsException">0701: lengths contradict each other, or an address is of another core.</exception>
    public void Compute(ReadOnlySpan<sbyte> inputs, ReadOnlySpan<MvmAddress> addresses, ReadMode mode, Span<ushort> p, Span<ushort> n) =>
        Compute(inputs, addresses, mode, p, n, 1);

    /// <summary>Computes a batch of MVMs on several threads; the counts do not depend on how many.</summary>
    /// <param name="inputs">Shape [batch, 256]; INT8; -128 is applied as -127.</param>
    /// <param name="addresses">Shape [batch]; addresses of the MVMs, all of this core.</param>
    /// <param name="mode">Read mode.</param>
    /// <param name="p">Shape [batch, 256]; P counts, 0..4095.</param>
    /// <param name="n">Shape [batch, 256]; N counts, 0..4095.</param>
    /// <param name="threads">Threads to use, at least 1; the caller's is one of them.</param>
    /// <exception cref="AcsException">0701: lengths contradict each other, or an address is of another core.</exception>
    public void Compute(ReadOnlySpan<sbyte> inputs, ReadOnlySpan<MvmAddress> addresses, ReadMode mode, Span<ushort> p, Span<ushort> n, int threads) =>
        Compute(inputs, addresses, mode, p, n, threads, MvmExtent.Whole);

    /// <summary>Computes the part of a batch of MVMs that is wanted; its counts are those of the whole.</summary>
    /// <param name="inputs">Shape [batch, 256]; INT8; -128 is applied as -127; 0 behind the rows of the extent.</param>
    /// <param name="addresses">Shape [batch]; addresses of the MVMs, all of this core.</param>
    /// <param name="mode">Read mode.</param>
    /// <param name="p">Shape [batch, 256]; P counts, 0..4095.</param>
    /// <param name="n">Shape [batch, 256]; N counts, 0..4095.</param>
    /// <param name="extent">Rows in use and columns wanted.</param>
    /// <returns>What happened in this batch, in groups of 64 columns that hold a wanted one.</returns>
    /// <exception cref="AcsException">0701: lengths contradict each other, or an address is of another core.</exception>
    public MacroStatistics Compute(ReadOnlySpan<sbyte> inputs, ReadOnlySpan<MvmAddress> addresses, ReadMode mode, Span<ushort> p, Span<ushort> n, MvmExtent extent)
    {
        extent.Check();
        return Compute(inputs, addresses, mode, p, n, 1, extent);
    }

    private unsafe MacroStatistics Compute(ReadOnlySpan<sbyte> inputs, ReadOnlySpan<MvmAddress> addresses, ReadMode mode, Span<ushort> p, Span<ushort> n, int threads, MvmExtent extent)
    {
        int batch = addresses.Length;
        CheckLengths(inputs.Length, batch, p.Length, n.Length);
        CheckCores(addresses);
        if (Faults.ChangesInputs)
        {
            sbyte[] changed = inputs.ToArray();
            Faults.Apply(changed);
            inputs = changed;
            extent = MvmExtent.Whole;
        }

        MacroStatistics done = default;
        ReadEngine engine = mode == ReadMode.OnePhase ? _onePhase.Value : _fourPhase.Value;
        fixed (sbyte* input = inputs)
        fixed (MvmAddress* address = addresses)
        fixed (ushort* pCounts = p, nCounts = n)
        {
            if (threads <= 1 || batch <= Scratch.Chunk)
            {
                done = ComputeRange(engine, input, address, batch, pCounts, nCounts, extent);
            }
            else
            {
                ComputeParallel(engine, input, address, batch, pCounts, nCounts, threads);
            }
        }

        if (Faults.ChangesCounts)
        {
            Faults.Apply(p[..(batch * AnalogGeometry.Columns)], n[..(batch * AnalogGeometry.Columns)]);
        }

        return done;
    }

    private unsafe MacroStatistics ComputeRange(ReadEngine engine, sbyte* input, MvmAddress* address, int count, ushort* p, ushort* n, MvmExtent extent)
    {
        var tally = default(Tally);
        for (int done = 0; done < count; done += Scratch.Chunk)
        {
            int at = done * AnalogGeometry.Columns;
            engine.Compute(input + at, address + done, Math.Min(Scratch.Chunk, count - done), extent, p + at, n + at, ref tally);
        }

        _counters.Add(count, tally);
        return new MacroStatistics(count, tally.Saturated, tally.Limited);
    }

    private unsafe void ComputeParallel(ReadEngine engine, sbyte* input, MvmAddress* address, int count, ushort* p, ushort* n, int threads)
    {
        int chunks = (count + Scratch.Chunk - 1) / Scratch.Chunk;
        int share = (chunks + threads - 1) / threads * Scratch.Chunk;
        int parts = (count + share - 1) / share;
        Parallel.For(0, parts, new ParallelOptions { MaxDegreeOfParallelism = threads }, part =>
        {
            int first = part * share;
            int at = first * AnalogGeometry.Columns;
            ComputeRange(engine, input + at, address + first, Math.Min(share, count - first), p + at, n + at, MvmExtent.Whole);
        });
    }

    private void CheckLengths(int inputs, int batch, int p, int n)
    {
        if (inputs != batch * AnalogGeometry.Rows || p < batch * AnalogGeometry.Columns || n < batch * AnalogGeometry.Columns)
        {
            throw new AcsException(
                ErrorCode.AnalogInvalidParameter,
                "The arrays of a batch of MVMs do not fit together.",
                $"core {Core}",
                $"{batch} addresses, {batch * AnalogGeometry.Rows} inputs, {batch * AnalogGeometry.Columns} counts",
                $"{inputs} inputs, {p} and {n} counts");
        }
    }

    private void CheckCores(ReadOnlySpan<MvmAddress> addresses)
    {
        foreach (ref readonly MvmAddress address in addresses)
        {
            if (address.Core != Core)
            {
                throw new AcsException(ErrorCode.AnalogInvalidParameter, "An MVM of another core came to this one.", $"core {Core}", $"addresses of core {Core}", address.ToString());
            }
        }
    }

    private static double SafeExactScale(CoreWeights target)
    {
        double largest = 0;
        for (int c = 0; c < AnalogGeometry.Columns; c++)
        {
            double sum = 0;
            for (int r = 0; r < AnalogGeometry.Rows; r++)
            {
                sum += Math.Min(1.0, Math.Abs((double)target.Weights[(r * AnalogGeometry.Columns) + c]) / target.WeightMax);
            }

            largest = Math.Max(largest, sum);
        }

        return ExactGuard / (AnalogGeometry.MaxMagnitude * Math.Max(largest, 1.0 / AnalogGeometry.MaxMagnitude));
    }

    /// <summary>Counters that many threads add to.</summary>
    private sealed class Counters
    {
        private long _mvms;
        private long _saturated;
        private long _limited;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public void Add(int mvms, Tally tally)
        {
            Interlocked.Add(ref _mvms, mvms);
            if (tally.Saturated != 0)
            {
                Interlocked.Add(ref _saturated, tally.Saturated);
            }

            if (tally.Limited != 0)
            {
                Interlocked.Add(ref _limited, tally.Limited);
            }
        }

        public MacroStatistics Snapshot() =>
            new(Interlocked.Read(ref _mvms), Interlocked.Read(ref _saturated), Interlocked.Read(ref _limited));
    }
}
