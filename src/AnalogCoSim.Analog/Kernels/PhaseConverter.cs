using System.Numerics;

namespace AnalogCoSim.Analog.Kernels;

/// <summary>Single-precision factors that turn integer products into oscillator cycles, for one matrix and one counter path.</summary>
internal sealed unsafe class PhaseTable
{
    private readonly AlignedBuffer<float> _buffer = new(3 * AnalogGeometry.Columns);

    /// <summary>Cycles per product step; shape [256].</summary>
    public float* Scale => _buffer.Pointer;

    /// <summary>Cycles per square root of a variance step; shape [256].</summary>
    public float* Noise => _buffer.Pointer + AnalogGeometry.Columns;

    /// <summary>Cycles of the offset C in one window; shape [256].</summary>
    public float* Offset => _buffer.Pointer + (2 * AnalogGeometry.Columns);
}

/// <summary>From products and noise to counts; every path gives the same bits.</summary>
internal static unsafe partial class PhaseConverter
{
    /// <summary>counts[c] = floor(max(0, products scale + offset + z sqrt(variances) noise)).</summary>
    public static void Convert(SimdPath path, int* products, int* variances, float varianceFactor, float* z, PhaseTable table, int* counts)
    {
        switch (path)
        {
            default:
                ConvertScalar(products, variances, varianceFactor, z, table, counts);
                break;
        }
    }

    /// <summary>Net form: the sign of the charge chooses the counter; p and n get the count or nothing.</summary>
    public static void ConvertNet(SimdPath path, int* products, int* variances, float varianceFactor, float* z, NetTable table, int* p, int* n)
    {
        switch (path)
        {
            default:
                ConvertNetScalar(products, variances, varianceFactor, z, table, p, n);
                break;
        }
    }

    /// <summary>sum[c] += counts[c].</summary>
    public static void Add(int* counts, int* sum)
    {
        for (int c = 0; c < AnalogGeometry.Columns; c += Vector<int>.Count)
        {
            (Vector.Load(sum + c) + Vector.Load(counts + c)).Store(sum + c);
        }
    }

    /// <summary>Narrows sums to 12-bit counters that hold at 4095.</summary>
    /// <returns>Counters that reached the end.</returns>
    public static int Narrow(SimdPath path, int* sums, ushort* counts)
    {
        int saturated = 0;
        for (int c = 0; c < AnalogGeometry.Columns; c++)
        {
            saturated += sums[c] > AnalogGeometry.MaxCount ? 1 : 0;
            counts[c] = (ushort)Math.Min(sums[c], AnalogGeometry.MaxCount);
        }

        return saturated;
    }

    private static void ConvertScalar(int* products, int* variances, float varianceFactor, float* z, PhaseTable table, int* counts)
    {
        for (int c = 0; c < AnalogGeometry.Columns; c++)
        {
            float cycles = MathF.FusedMultiplyAdd(products[c], table.Scale[c], table.Offset[c]);
            if (variances != null)
            {
                float sigma = MathF.Sqrt(variances[c] * varianceFactor) * table.Noise[c];
                cycles = MathF.FusedMultiplyAdd(z[c], sigma, cycles);
            }

            counts[c] = (int)MathF.Max(0f, cycles);
        }
    }

    private static void ConvertNetScalar(int* products, int* variances, float varianceFactor, float* z, NetTable table, int* p, int* n)
    {
        for (int c = 0; c < AnalogGeometry.Columns; c++)
        {
            float charge = products[c];
            if (variances != null)
            {
                float sigma = MathF.Sqrt(variances[c] * varianceFactor) * table.Noise[c];
                charge = MathF.FusedMultiplyAdd(z[c], sigma, charge);
            }

            float up = MathF.FusedMultiplyAdd(charge, table.ScaleP[c], table.Offset[c]);
            float down = MathF.FusedMultiplyAdd(-charge, table.ScaleN[c], table.Offset[c]);
            p[c] = charge >= 0f ? (int)MathF.Max(0f, up) : 0;
            n[c] = charge >= 0f ? 0 : (int)MathF.Max(0f, down);
        }
    }
}

/// <summary>Factors of a net (1-phase or exact) read: noise in product steps, then cycles for either sign.</summary>
internal sealed unsafe class NetTable
{
    private readonly AlignedBuffer<float> _buffer = new(4 * AnalogGeometry.Columns);

    /// <summary>Cycles per product step of positive charge; shape [256].</summary>
    public float* ScaleP => _buffer.Pointer;

    /// <summary>Cycles per product step of negative charge; shape [256].</summary>
    public float* ScaleN => _buffer.Pointer + AnalogGeometry.Columns;

    /// <summary>Product steps per square root of a variance step; shape [256].</summary>
    public float* Noise => _buffer.Pointer + (2 * AnalogGeometry.Columns);

    /// <summary>Cycles added before the floor: oscillator offset, or one half where the converter rounds; shape [256].</summary>
    public float* Offset => _buffer.Pointer + (3 * AnalogGeometry.Columns);
}
