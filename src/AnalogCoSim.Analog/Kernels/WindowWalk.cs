using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AnalogCoSim.Analog.Kernels;

/// <summary>Walks the PWM window where the closed form does not hold: current limit reached, or a non-linear converter.</summary>
/// <remarks>
/// Segments of constant current are walked from the end of the window backwards. Read noise is much slower than a window: it scales the current of
/// the whole window. Whether a column reaches its limit is decided by its noise-free current at the start of the window; a bound of it in bytes, half the work, comes
/// first and mostly settles it.
/// </remarks>
internal sealed unsafe class WindowWalk
{
    private const int Columns = AnalogGeometry.Columns;
    private const int Rows = AnalogGeometry.Rows;
    private const int Lanes = 16;

    private readonly ReadContext _context;
    private readonly PackedConductances[] _g;
    private readonly AlignedBuffer<short>[] _rowMajor;
    private readonly AlignedBuffer<float>[] _adc;
    private readonly bool _nonlinear;
    private readonly int[] _limitSteps = new int[2];
    private readonly float[] _microAmperePerStep = new float[2];
    private readonly PackedBytes?[] _bounds = new PackedBytes?[2];
    private readonly AlignedBuffer<int>[] _boundLimits = [new(Columns), new(Columns)];

    public WindowWalk(ReadContext context, PackedConductances[] g)
    {
        _context = context;
        _g = g;
        _nonlinear = context.Adc.IsNonlinear;
        _rowMajor = [Unpack(g[0]), Unpack(g[1])];
        _adc = [Factors(context, 0), Factors(context, 1)];
        for (int w = 0; w < 2; w++)
        {
            double perStep = g[w].StepMicroSiemens * context.VoltageVolt;
            _microAmperePerStep[w] = (float)perStep;
            _limitSteps[w] = (int)Math.Min(int.MaxValue, context.Parameters.BitLineLimitMicroAmpere / perStep);
            float[] map = w == 0 ? context.Map.Plus : context.Map.Minus;
            if (!_nonlinear && LargestColumnMicroAmpere(context, map) > context.Parameters.BitLineLimitMicroAmpere)
            {
                Bound(w);
            }
        }
    }

    /// <summary>True when some bit line could leave the closed form for some input.</summary>
    public static bool IsNeeded(ReadContext context) =>
        context.Parameters.Fidelity == Fidelity.Noisy
        && (context.Adc.IsNonlinear
            || LargestColumnMicroAmpere(context, context.Map.Plus) > context.Parameters.BitLineLimitMicroAmpere
            || LargestColumnMicroAmpere(context, context.Map.Minus) > context.Parameters.BitLineLimitMicroAmpere);

    /// <summary>Current of the largest column with all rows active; µA.</summary>
    public static double LargestColumnMicroAmpere(ReadContext context, float[] map)
    {
        var sums = new double[Columns];
        for (int cell = 0; cell < map.Length; cell++)
        {
            sums[cell % Columns] += map[cell];
        }

        return sums.Max() * context.VoltageVolt;
    }

    /// <summary>Computes a bound of the conductance at the start of the window for all halves, where the limit can be reached.</summary>
    public void Prepare(Scratch scratch, int w, MvmExtent extent)
    {
        if (_bounds[w] is not { } bounds)
        {
            return;
        }

        for (int half = 0; half < scratch.Count; half++)
        {
            InputSplitter.Activity(scratch.Inputs + (half * Rows), scratch.Active + (half * Rows));
        }

        MacKernels.MultiplyBytes(_context.Path, scratch.Active, scratch.Count, bounds.Pointer, scratch.Peaks(w), extent);
    }

    /// <summary>Replaces the counts of the columns that have to be walked.</summary>
    /// <returns>Columns at the current limit.</returns>
    public int Correct(Scratch scratch, int w, int path, int half, PhaseTable table, int* variances, float factor, int* counts, MvmExtent extent)
    {
        int columns = extent.Width;
        int* peaks = scratch.ExactPeaks;
        if (!_nonlinear && !IsReached(scratch, w, half, extent))
        {
            return 0;
        }

        WindowSegments segments = default;
        segments.Sort(scratch.Inputs + (half * Rows));
        float* scales = scratch.Normals;
        Scales(scratch.Products(w) + (half * Columns), variances, factor, scratch.Normals, table, _microAmperePerStep[w], scales, columns);
        int limited = 0;
        int* walked = stackalloc int[Lanes];
        for (int column = 0; column < columns; column += Lanes)
        {
            if (!_nonlinear && !AnyAbove(peaks + column, _limitSteps[w], Lanes))
            {
                continue;
            }

            limited += Walk(ref segments, w, path, column, scales + column, walked);
            for (int lane = 0; lane < Lanes; lane++)
            {
                counts[column + lane] = _nonlinear || peaks[column + lane] > _limitSteps[w] ? walked[lane] : counts[column + lane];
            }
        }

        return limited;
    }

    // The bound first; only where it is exceeded the exact current.
    private bool IsReached(Scratch scratch, int w, int half, MvmExtent extent)
    {
        if (_bounds[w] is null || !AnyAbove(scratch.Peaks(w) + (half * Columns), _boundLimits[w].Pointer, extent.Width))
        {
            return false;
        }

        InputSplitter.Activity(scratch.Inputs + (half * Rows), scratch.ActiveHalf);
        MacKernels.Multiply(_context.Path, scratch.ActiveHalf, 1, _g[w].Pointer, scratch.ExactPeaks, extent);
        return AnyAbove(scratch.ExactPeaks, _limitSteps[w], extent.Width);
    }

    private void Bound(int w)
    {
        var conductances = new float[AnalogGeometry.Cells];
        for (int cell = 0; cell < conductances.Length; cell++)
        {
            conductances[cell] = _rowMajor[w].Pointer[cell];
        }

        var bounds = new PackedBytes(conductances, roundUp: true);
        for (int c = 0; c < Columns; c++)
        {
            _boundLimits[w].Pointer[c] = bounds.Units[c] > 0 ? (int)Math.Min(int.MaxValue, _limitSteps[w] / bounds.Units[c]) : int.MaxValue;
        }

        _bounds[w] = bounds;
    }

    /// <summary>A packed matrix in rows.</summary>
    public static AlignedBuffer<short> Unpack(PackedConductances g)
    {
        var rows = new AlignedBuffer<short>(AnalogGeometry.Cells);
        for (int cell = 0; cell < AnalogGeometry.Cells; cell++)
        {
            rows.Pointer[cell] = g.At(cell / Columns, cell % Columns);
        }

        return rows;
    }

    /// <summary>A, B and C of a path in single precision; shape [3, 256].</summary>
    public static AlignedBuffer<float> Factors(ReadContext context, int path)
    {
        var factors = new AlignedBuffer<float>(3 * Columns);
        for (int c = 0; c < Columns; c++)
        {
            factors.Pointer[c] = (float)context.Adc.Gain[path][c];
            factors.Pointer[Columns + c] = (float)context.Adc.Nonlinearity[path][c];
            factors.Pointer[(2 * Columns) + c] = (float)context.Adc.Offset[c];
        }

        return factors;
    }

    private static bool AnyAbove(int* values, int limit, int length)
    {
        for (int c = 0; c < length; c += Vector<int>.Count)
        {
            if (Vector.GreaterThanAny(Vector.Load(values + c), new Vector<int>(limit)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool AnyAbove(int* values, int* limits, int length)
    {
        for (int c = 0; c < length; c += Vector<int>.Count)
        {
            if (Vector.GreaterThanAny(Vector.Load(values + c), Vector.Load(limits + c)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Current of one conductance step for each column with its noise: step (1 + z sigma / charge), not below zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scales(int* products, int* variances, float factor, float* z, PhaseTable table, float perStep, float* scales, int columns)
    {
        for (int c = 0; c < columns; c++)
        {
            float relative = 0;
            if (variances != null && products[c] != 0)
            {
                float sigma = MathF.Sqrt(variances[c] * factor) * table.Noise[c];
                relative = z[c] * sigma / (products[c] * table.Scale[c]);
            }

            scales[c] = perStep * MathF.Max(0f, 1f + relative);
        }
    }

    /// <summary>Sixteen columns at once; plain 512-bit vectors, which every machine runs with the same result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Walk(ref WindowSegments segments, int w, int path, int column, float* scales, int* counts)
    {
        float* adc = _adc[path].Pointer + column;
        Vector512<float> scale = Vector512.Load(scales);
        Vector512<float> gain = Vector512.Load(adc);
        Vector512<float> bend = Vector512.Load(adc + Columns);
        Vector512<float> offset = Vector512.Load(adc + (2 * Columns));
        Vector512<float> limit = Vector512.Create((float)_context.Parameters.BitLineLimitMicroAmpere);
        Vector512<float> sum = Vector512<float>.Zero;
        Vector512<int> conductance = Vector512<int>.Zero;
        Vector512<float> current = Vector512<float>.Zero;
        short* g = _rowMajor[w].Pointer + column;
        int place = 0;
        int slices = 0;
        for (int segment = 0; segment < segments.Count; segment++)
        {
            for (; place < segments.End(segment); place++)
            {
                conductance += Vector512.WidenLower(Vector256.Load(g + (segments.Row(place) * Columns)).ToVector512());
            }

            current = Vector512.ConvertToSingle(conductance) * scale;
            Vector512<float> held = Vector512.Min(current, limit);
            Vector512<float> frequency = (gain * held / (Vector512<float>.One + (bend * held))) + offset;
            sum += Vector512.Max(Vector512<float>.Zero, frequency) * (float)segments.Length(segment);
            slices += segments.Length(segment);
        }

        sum += Vector512.Max(Vector512<float>.Zero, offset) * (float)(AnalogGeometry.MaxMagnitude - slices);
        float microseconds = (float)(_context.Parameters.PwmStepNanoseconds * ReadContext.CyclesPerMegahertzNanosecond);
        Vector512.ConvertToInt32(sum * microseconds).Store(counts);
        return BitOperations.PopCount(Vector512.GreaterThan(current, limit).ExtractMostSignificantBits());
    }
}
