using System.Numerics;
using System.Runtime.InteropServices;
using AnalogCoSim.Analog;
using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Core.Numerics;

namespace AnalogCoSim.Chip.Engine;

/// <summary>Fits scale and offset of every column to what a programmed core really computes: the host's answer to programming errors and drift.</summary>
/// <remarks>
/// Images that nobody scores run on the chip; for a sample of the MVMs the host computes what the target weights would have given and fits, column by column,
/// the straight line of least square error from the core's result to it. The line goes into the affine stage, which needs no hardware of its own. The
/// published chip is calibrated column by column in the same registers (Le Gallo et al., Nature Electronics 6, 2023), with which stimuli is not said; that
/// real activations take drift out better than one factor a core was shown for batch-norm statistics by Joshi et al., Nature Communications 11, 2473 (2020).
/// </remarks>
internal sealed class ColumnFit : IMvmObserver
{
    private const int Size = ChipGeometry.CrossbarSize;
    private const int SamplesPerCore = 2048;

    private readonly ProgrammedChip _chip;
    private readonly ColumnSums?[] _sums = new ColumnSums?[ChipGeometry.Cores];
    private readonly (float[] P, float[] N, float[] Offset)?[] _converts = new (float[], float[], float[])?[ChipGeometry.Cores];
    private readonly long[] _seen = new long[ChipGeometry.Cores];
    private readonly int[] _every = new int[ChipGeometry.Cores];
    private readonly float[] _given = new float[Size];
    private readonly float[] _wanted = new float[Size];

    public ColumnFit(ProgrammedChip chip, int images)
    {
        _chip = chip;
        foreach (CrossbarStep step in chip.Program.Steps.OfType<CrossbarStep>())
        {
            foreach (CoreSlice slice in step.Groups.SelectMany(group => group.Chain))
            {
                LdpuRegisters registers = chip.Registers(slice.Core);
                _sums[slice.Core] = new ColumnSums(Size);
                _converts[slice.Core] = (Reals(registers.ScaleP), Reals(registers.ScaleN), Reals(registers.Offset));
                _every[slice.Core] = (int)Math.Max(1L, (long)images * step.Geometry.Positions / SamplesPerCore);
            }
        }
    }

    /// <inheritdoc />
    public bool OnMvm(in MvmRecord record)
    {
        int core = record.Core;
        if (_seen[core]++ % _every[core] != 0)
        {
            return true;
        }

        (float[] p, float[] n, float[] offset) = _converts[core]!.Value;
        for (int c = 0; c < Size; c++)
        {
            _given[c] = (record.CountsP[c] * p[c]) - (record.CountsN[c] * n[c]) + offset[c];
        }

        AnalogMacro macro = _chip.Macro(core);
        float unit = (float)(macro.CountsPerUnitWeight / macro.Target.WeightMax);
        Array.Clear(_wanted);
        for (int r = 0; r < Size; r++)
        {
            if (record.Inputs[r] != 0)
            {
                AddRow(macro.Target.Weights.AsSpan(r * Size, Size), unit * record.Inputs[r], _wanted);
            }
        }

        _sums[core]!.Add(_given, _wanted);
        return true;
    }

    /// <summary>Takes over what another thread's observer has seen.</summary>
    /// <param name="other">The other observer.</param>
    public void Add(ColumnFit other)
    {
        for (int core = 0; core < ChipGeometry.Cores; core++)
        {
            _sums[core]?.Add(other._sums[core]!);
        }
    }

    /// <summary>The registers of a core with its lines folded in.</summary>
    /// <param name="core">Core number.</param>
    /// <param name="registers">Its registers as programming left them.</param>
    /// <returns>A copy with new affine scales and offsets, each rounded once to FP16.</returns>
    public LdpuRegisters Fold(int core, LdpuRegisters registers)
    {
        var scale = new ushort[Size];
        var offset = new ushort[Size];
        for (int c = 0; c < Size; c++)
        {
            (double slope, double shift) = _sums[core]!.Line(c);
            // The affine scale without its drift factor: the line holds all of it.
            double affine = Binary16.ToDouble(registers.AffineScale[c]) / _chip.Macro(core).DriftFactors[c];
            scale[c] = Binary16.FromDouble(affine * slope);
            offset[c] = Binary16.FromDouble(Binary16.ToDouble(registers.AffineOffset[c]) + (affine * shift));
        }

        return registers with { AffineScale = scale, AffineOffset = offset };
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
    }

    private static float[] Reals(ushort[] values) => [.. values.Select(value => (float)Binary16.ToDouble(value))];
}
