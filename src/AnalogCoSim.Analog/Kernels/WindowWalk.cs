using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using AnalogCoSim.Analog.Operation;
using AnalogCoSim.Analog.Parameters;

namespace AnalogCoSim.Analog.Kernels;

/// <summary>Walks the PWM window where the closed form does not hold: current limit reached, or a non-linear converter.</summary>
/// <remarks>
/// Segments of constant current are walked from the end of the window backwards. Read noise is much slower than a window: it scales the current of
/// the whole window. Whether a column reaches its limit is decided by its noise-free current at the start of the window, which the walk finds; only columns whose
/// bound (<see cref="LimitBounds"/>) reaches it are walked at all.
/// </remarks>
internal sealed unsafe class WindowWalk
{
    private const int Columns = AnalogGeometry.Columns;
    private const int Rows = AnalogGeometry.Rows;
    private const int Lanes = 16;

    private readonly ReadContext _context;
    private readonly AlignedBuffer<short>[] _rowMajor;
    private readonly AlignedBuffer<float>[] _adc;
    private readonly bool _nonlinear;
    private readonly int[] _limitSteps = new int[2];
    private readonly float[] _microAmperePerStep = new float[2];
    private readonly LimitBounds? _bounds;

    public WindowWalk(ReadContext context, PackedConductances[] g)
    {
        _context = context;
        _nonlinear = context.Adc.IsNonlinear;
        _rowMajor = [Unpack(g[0]), Unpack(g[1])];
        _adc = [Factors(context, 0), Factors(context, 1)];
        for (int w = 0; w < 2; w++)
        {
            double perStep = g[w].StepMicroSiemens * context.VoltageVolt;
            _microAmperePerStep[w] = (float)perStep;
            _limitSteps[w] = (int)Math.Min(int.MaxValue, context.Parameters.BitLineLimitMicroAmpere / perStep);
        }

        _bounds = _nonlinear ? null : new LimitBounds(_rowMajor, _limitSteps);
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

    /// <summary>Bounds the currents at the start of the window, for all halves.</summary>
    public void Prepare(Scratch scratch, MvmExtent extent) => _bounds?.Prepare(_context.Path, scratch, extent);

    /// <summary>Replaces the counts of the columns that have to be walked.</summary>
    /// <returns>Columns at the current limit.</returns>
    public int Correct(Scratch scratch, int w, int path, int half, PhaseTable table, int* variances, float factor, int* counts, MvmExtent extent)
    {
        uint groups = (uint)((1L << (extent.Width / Lanes)) - 1);
        groups &= _bounds?.Reached(scratch, w, half) ?? uint.MaxValue;
        int limited = 0;
        for (; groups != 0; groups &= groups - 1)
        {
            int column = Lanes * BitOperations.TrailingZeroCount(groups);
            int* noise = variances == null ? null : variances + column;
            Vector512<float> scale = Scale(scratch.Products(w) + (half * Columns) + column, noise, factor, scratch.Normals + column, table, column) * _microAmperePerStep[w];
            limited += Walk(scratch.SegmentsOf(half), w, path, column, scale, counts + column);
        }

        return limited;
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

    /// <summary>What noise makes of the current of a window, relative: 1 + z sigma / charge, not below zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector512<float> Scale(int* products, int* variances, float factor, float* z, PhaseTable table, int column)
    {
        if (variances == null)
        {
            return Vector512<float>.One;
        }

        Vector512<int> product = Vector512.Load(products);
        Vector512<float> sigma = Vector512.Sqrt(Vector512.ConvertToSingle(Vector512.Load(variances)) * factor) * Vector512.Load(table.Noise + column);
        Vector512<float> charge = Vector512.ConvertToSingle(product) * Vector512.Load(table.Scale + column);
        Vector512<float> relative = Vector512.Load(z) * sigma / charge;
        relative = Vector512.AndNot(relative, Vector512.Equals(product, Vector512<int>.Zero).AsSingle());
        return Vector512.Max(Vector512<float>.Zero, Vector512<float>.One + relative);
    }

    /// <summary>Sixteen columns at once; plain 512-bit vectors, which every machine runs with the same result.</summary>
    /// <param name="segments">The window.</param>
    /// <param name="w">Polarity.</param>
    /// <param name="path">Counter path.</param>
    /// <param name="column">First column.</param>
    /// <param name="scale">Current of one conductance step; µA.</param>
    /// <param name="counts">Counts of the columns; replaced where a column reaches its limit, or all where converters are not linear.</param>
    /// <returns>Columns at the limit.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Walk(WindowSegments segments, int w, int path, int column, Vector512<float> scale, int* counts)
    {
        float* adc = _adc[path].Pointer + column;
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
            for (int end = segments.End(segment); place < end; place++)
            {
                conductance += Vector512.WidenLower(Vector256.Load(g + (segments.Row(place) * Columns)).ToVector512());
            }

            current = Vector512.ConvertToSingle(conductance) * scale;
            Vector512<float> held = Vector512.Min(current, limit);
            Vector512<float> cycles = gain * held;
            if (_nonlinear)
            {
                cycles /= Vector512<float>.One + (bend * held);
            }

            sum += Vector512.Max(Vector512<float>.Zero, cycles + offset) * (float)segments.Length(segment);
            slices += segments.Length(segment);
        }

        // At the end of the walk all active rows conduct: the start of the window.
        Vector512<int> replaced = _nonlinear ? Vector512<int>.AllBitsSet : Vector512.GreaterThan(conductance, Vector512.Create(_limitSteps[w]));
        sum += Vector512.Max(Vector512<float>.Zero, offset) * (float)(AnalogGeometry.MaxMagnitude - slices);
        float microseconds = (float)(_context.Parameters.PwmStepNanoseconds * ReadContext.CyclesPerMegahertzNanosecond);
        Vector512.ConditionalSelect(replaced, Vector512.ConvertToInt32(sum * microseconds), Vector512.Load(counts)).Store(counts);
        return BitOperations.PopCount((Vector512.GreaterThan(current, limit).AsInt32() & replaced).ExtractMostSignificantBits());
    }
}
