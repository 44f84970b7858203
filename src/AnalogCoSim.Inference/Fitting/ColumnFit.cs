using System.Numerics;
using System.Runtime.InteropServices;
using AnalogCoSim.Analog;
using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Core.Numerics;
using AnalogCoSim.Inference.Programming;

namespace AnalogCoSim.Inference.Fitting;

/// <summary>Fits scale and offset of every column to what a programmed core really computes: the host's answer to programming errors and drift.</summary>
/// <remarks>
/// Images that nobody scores run on the chip; for a sample of the MVMs the host computes what the target weights would have given and fits, column by column,
/// the straight line that gives mean and spread of that (<see cref="ChainFit"/>). The line goes into the affine stage, which needs no hardware of its own. The
/// published chip is calibrated column by column in the same registers (Le Gallo et al., Nature Electronics 6, 2023), with which stimuli is not said; that
/// real activations take drift out better than one factor per core was shown for batch-norm statistics by Joshi et al., Nature Communications 11, 2473 (2020).
/// </remarks>
internal sealed class ColumnFit : IMvmObserver
{
    private const int Size = ChipGeometry.CrossbarSize;
    private const int SamplesPerCore = 2048;

    private readonly ProgrammedChip _chip;
    private readonly List<ChainFit> _chains = [];
    private readonly CoreFit?[] _cores = new CoreFit?[ChipGeometry.Cores];
    private readonly float[] _given = new float[Size];
    private readonly float[] _wanted = new float[Size];

    public ColumnFit(ProgrammedChip chip, int images)
    {
        _chip = chip;
        foreach (ColumnGroup group in chip.Program.Chains)
        {
            var chain = new ChainFit(group);
            int[] first = group.FirstColumns();
            int every = Stride(images, chip.Counts.PerImage(group.Chain[0].Core));
            _chains.Add(chain);
            for (int place = 0; place < group.Chain.Count; place++)
            {
                CoreSlice slice = group.Chain[place];
                _cores[slice.Core] = new CoreFit(chain, place, first[place], every, slice, chip);
            }
        }
    }

    /// <inheritdoc />
    public bool OnMvm(in MvmRecord record)
    {
        CoreFit core = _cores[record.Address.Core]!;
        if (!core.Looks())
        {
            return true;
        }

        Span<float> given = _given.AsSpan(0, core.Chain.Columns);
        Span<float> wanted = _wanted.AsSpan(0, core.Chain.Columns);
        for (int k = 0; k < given.Length; k++)
        {
            int c = core.First + k;
            given[k] = core.Unit[c] * ((record.CountsP[c] * core.ScaleP[c]) - (record.CountsN[c] * core.ScaleN[c]) + core.Offset[c]);
        }

        AnalogMacro macro = _chip.Macro(record.Address.Core);
        wanted.Clear();
        for (int r = 0; r < Size; r++)
        {
            if (record.Inputs[r] != 0)
            {
                AddRow(macro.Target.Weights.AsSpan((r * Size) + core.First, wanted.Length), record.Inputs[r], wanted);
            }
        }

        for (int k = 0; k < wanted.Length; k++)
        {
            wanted[k] *= core.ColumnScale(core.First + k);
        }

        core.Chain.Add(core.Place, given, wanted);
        return true;
    }

    /// <summary>Takes over what another thread's observer has seen.</summary>
    /// <param name="other">The other observer.</param>
    public void Add(ColumnFit other)
    {
        // Both are of one program: their chains stand in the same order.
        foreach ((ChainFit chain, ChainFit seen) in _chains.Zip(other._chains))
        {
            chain.Add(seen);
        }
    }

    /// <summary>The registers of a core with its lines folded in.</summary>
    /// <param name="core">Core number.</param>
    /// <param name="registers">Its registers as programming left them.</param>
    /// <returns>A copy with new affine scales and offsets, each rounded once to FP16.</returns>
    public LdpuRegisters Fold(int core, LdpuRegisters registers)
    {
        CoreFit fit = _cores[core]!;
        ushort[] scale = [.. registers.AffineScale];
        ushort[] offset = [.. registers.AffineOffset];
        for (int k = 0; k < fit.Chain.Columns; k++)
        {
            int c = fit.First + k;
            (double slope, double shift) = fit.Chain.Lines(k)[fit.Place];
            // The affine scale without its drift factor: the line holds all of it.
            double affine = Binary16.ToDouble(registers.AffineScale[c]) / _chip.Macro(core).DriftFactors[c];
            scale[c] = Binary16.FromDouble(affine * slope);
            double counts = fit.Unit[c] == 0 ? 0 : shift / fit.Unit[c];
            offset[c] = Binary16.FromDouble(Binary16.ToDouble(registers.AffineOffset[c]) + (affine * counts));
        }

        return registers with { AffineScale = scale, AffineOffset = offset };
    }

    /// <summary>Every how many MVMs of a core are looked at: the number has no divisor in common with the MVMs of an image, so that all places of an image get their turn.</summary>
    internal static int Stride(int images, int mvms)
    {
        int stride = (int)Math.Max(1L, (long)images * mvms / SamplesPerCore);
        while (BigInteger.GreatestCommonDivisor(stride, mvms) != 1)
        {
            stride++;
        }

        return stride;
    }

    // No fused operations: the sums are the same on every processor.
    private static void AddRow(ReadOnlySpan<float> weights, float input, Span<float> sums)
    {
        ReadOnlySpan<Vector<float>> row = MemoryMarshal.Cast<float, Vector<float>>(weights);
        Span<Vector<float>> total = MemoryMarshal.Cast<float, Vector<float>>(sums);
        var factor = new Vector<float>(input);
        for (int k = 0; k < row.Length; k++)
        {
            total[k] += row[k] * factor;
        }

        for (int c = row.Length * Vector<float>.Count; c < sums.Length; c++)
        {
            sums[c] += weights[c] * input;
        }
    }

    /// <summary>One core: its place in its chain, and how its counts become the unit of the layer's sums.</summary>
    private sealed class CoreFit(ChainFit chain, int place, int first, int every, CoreSlice slice, ProgrammedChip chip)
    {
        private long _seen;

        public ChainFit Chain { get; } = chain;

        public int Place { get; } = place;

        /// <summary>Column of the first channel.</summary>
        public int First { get; } = first;

        public float[] ScaleP { get; } = Reals(chip.Registers(slice.Core).ScaleP);

        public float[] ScaleN { get; } = Reals(chip.Registers(slice.Core).ScaleN);

        public float[] Offset { get; } = Reals(chip.Registers(slice.Core).Offset);

        /// <summary>Of one count, column by column.</summary>
        public float[] Unit { get; } = Units(slice, chip.Macro(slice.Core));

        public float ColumnScale(int column) => slice.ColumnScale?[column] ?? 1f;

        public bool Looks() => _seen++ % every == 0;

        private static float[] Units(CoreSlice slice, AnalogMacro macro) =>
            [.. Enumerable.Range(0, Size).Select(c => (slice.ColumnScale?[c] ?? 1f) * (float)(macro.Target.WeightMax / macro.CountsPerUnitWeight))];

        private static float[] Reals(ushort[] values) => [.. values.Select(value => (float)Binary16.ToDouble(value))];
    }
}
