using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using AnalogCoSim.Analog.Operation;

namespace AnalogCoSim.Analog.Kernels;

/// <summary>Walks the window of a 1-phase read where a converter is not linear or a net current can reach the limit.</summary>
/// <remarks>
/// The sign of each instant chooses mirror and counter. Read noise is much slower than a window: it is a constant current while any input is active.
/// Columns that are walked are fixed at programming, so a column's counts never depend on its neighbours.
/// </remarks>
internal sealed unsafe class SignedWalk
{
    private const int Columns = AnalogGeometry.Columns;
    private const int Rows = AnalogGeometry.Rows;
    private const int Lanes = 16;

    private readonly ReadContext _context;
    private readonly AlignedBuffer<short>[] _rowMajor;
    private readonly AlignedBuffer<float>[] _adc;
    private readonly float _perStep;
    private readonly bool[] _walked = new bool[Columns];

    public SignedWalk(ReadContext context, PackedConductances[] g)
    {
        _context = context;
        _rowMajor = Array.ConvertAll(g, WindowWalk.Unpack);
        _adc = [WindowWalk.Factors(context, 0), WindowWalk.Factors(context, 1)];
        _perStep = (float)(g[0].StepMicroSiemens * context.VoltageVolt);
        for (int c = 0; c < Columns; c++)
        {
            _walked[c] = context.Adc.IsNonlinear || LargestNetMicroAmpere(g, c) > context.Parameters.BitLineLimitMicroAmpere;
        }
    }

    /// <summary>True when some column has to be walked.</summary>
    public bool IsNeeded => Array.Exists(_walked, walked => walked);

    /// <summary>Replaces the counts of the walked columns.</summary>
    /// <param name="scratch">Halves of the item.</param>
    /// <param name="item">MVM of the chunk.</param>
    /// <param name="noise">Noise charge of each column in product steps; null without noise; shape [256].</param>
    /// <param name="p">P counts; shape [256].</param>
    /// <param name="n">N counts; shape [256].</param>
    /// <param name="columns">Columns wanted.</param>
    /// <returns>Walked columns at the current limit.</returns>
    public int Correct(Scratch scratch, int item, float* noise, int* p, int* n, int columns)
    {
        short* magnitudes = stackalloc short[Rows];
        bool* negative = stackalloc bool[Rows];
        Unfold(scratch, item, magnitudes, negative);
        WindowSegments segments = scratch.Sort(magnitudes);
        int* counts = stackalloc int[2 * Lanes];
        int limited = 0;
        for (int column = 0; column < columns; column += Lanes)
        {
            if (!_walked.AsSpan(column, Lanes).Contains(true))
            {
                continue;
            }

            ulong hit = Walk(segments, negative, column, noise == null ? null : noise + column, counts);
            for (int lane = 0; lane < Lanes; lane++)
            {
                if (_walked[column + lane])
                {
                    p[column + lane] = counts[lane];
                    n[column + lane] = counts[Lanes + lane];
                    limited += (int)((hit >> lane) & 1);
                }
            }
        }

        return limited;
    }

    private static void Unfold(Scratch scratch, int item, short* magnitudes, bool* negative)
    {
        new Span<short>(magnitudes, Rows).Clear();
        for (int sign = 0; sign < 2; sign++)
        {
            int half = scratch.HalfOf[(2 * item) + sign];
            for (int r = 0; r < Rows && half >= 0; r++)
            {
                short value = scratch.Inputs[(half * Rows) + r];
                if (value != 0)
                {
                    magnitudes[r] = Math.Abs(value);
                    negative[r] = sign == 1 || value < 0;
                }
            }
        }
    }

    private double LargestNetMicroAmpere(PackedConductances[] g, int column)
    {
        double sum = 0;
        for (int r = 0; r < Rows; r++)
        {
            sum += g.Max(matrix => Math.Abs((double)matrix.At(r, column)));
        }

        return sum * _perStep;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ulong Walk(WindowSegments segments, bool* negative, int column, float* noise, int* counts)
    {
        int active = 0;
        for (int segment = 0; segment < segments.Count; segment++)
        {
            active += segments.Length(segment);
        }

        Vector512<float> constant = noise == null || active == 0 ? Vector512<float>.Zero : Vector512.Load(noise) * (_perStep / active);
        Vector512<float> limit = Vector512.Create((float)_context.Parameters.BitLineLimitMicroAmpere);
        Vector512<float> up = Vector512<float>.Zero;
        Vector512<float> down = Vector512<float>.Zero;
        Vector512<int> conductance = Vector512<int>.Zero;
        ulong hit = 0;
        int place = 0;
        for (int segment = 0; segment < segments.Count; segment++)
        {
            for (; place < segments.End(segment); place++)
            {
                int row = segments.Row(place);
                short* g = _rowMajor[negative[row] ? _rowMajor.Length - 1 : 0].Pointer + (row * Columns) + column;
                Vector512<int> values = Vector512.WidenLower(Vector256.Load(g).ToVector512());
                conductance = negative[row] ? conductance - values : conductance + values;
            }

            Vector512<float> current = (Vector512.ConvertToSingle(conductance) * _perStep) + constant;
            Vector512<float> magnitude = Vector512.Abs(current);
            hit |= Vector512.GreaterThan(magnitude, limit).ExtractMostSignificantBits();
            Vector512<float> held = Vector512.Min(magnitude, limit);
            Vector512<float> positive = Vector512.GreaterThanOrEqual(current, Vector512<float>.Zero);
            up += (Frequency(0, column, held) * (float)segments.Length(segment)) & positive;
            down += Vector512.AndNot(Frequency(1, column, held) * (float)segments.Length(segment), positive);
        }

        up += Frequency(0, column, Vector512<float>.Zero) * (float)(AnalogGeometry.MaxMagnitude - active);
        float microseconds = (float)(_context.Parameters.PwmStepNanoseconds * ReadContext.CyclesPerMegahertzNanosecond);
        Vector512.ConvertToInt32(up * microseconds).Store(counts);
        Vector512.ConvertToInt32(down * microseconds).Store(counts + Lanes);
        return hit;
    }

    private Vector512<float> Frequency(int path, int column, Vector512<float> current)
    {
        float* adc = _adc[path].Pointer + column;
        Vector512<float> bend = Vector512<float>.One + (Vector512.Load(adc + Columns) * current);
        return Vector512.Max(Vector512<float>.Zero, (Vector512.Load(adc) * current / bend) + Vector512.Load(adc + (2 * Columns)));
    }
}
