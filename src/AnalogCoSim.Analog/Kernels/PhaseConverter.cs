using System.Numerics;
using AnalogCoSim.Analog.Operation;

namespace AnalogCoSim.Analog.Kernels;

/// <summary>From products and noise to counts, for the first columns, a multiple of 64 of them; every path gives the same bits.</summary>
internal static unsafe partial class PhaseConverter
{
    /// <summary>counts[c] = floor(max(0, products scale + offset + z sqrt(variances) noise)).</summary>
    public static void Convert(SimdPath path, int* products, int* variances, float varianceFactor, float* z, PhaseTable table, int* counts, int columns)
    {
        switch (path)
        {
            case SimdPath.Avx512:
                ConvertAvx512(products, variances, varianceFactor, z, table, counts, columns);
                break;
            case SimdPath.Avx2:
            case SimdPath.Portable:
                ConvertPortable(products, variances, varianceFactor, z, table, counts, columns);
                break;
            default:
                ConvertScalar(products, variances, varianceFactor, z, table, counts, columns);
                break;
        }
    }

    /// <summary>Net form: the sign of the charge chooses the counter; p and n get the count or nothing.</summary>
    public static void ConvertNet(SimdPath path, int* products, int* variances, float varianceFactor, float* z, NetTable table, int* p, int* n, int columns)
    {
        switch (path)
        {
            case SimdPath.Avx512:
                ConvertNetAvx512(products, variances, varianceFactor, z, table, p, n, columns);
                break;
            case SimdPath.Avx2:
            case SimdPath.Portable:
                ConvertNetPortable(products, variances, varianceFactor, z, table, p, n, columns);
                break;
            default:
                ConvertNetScalar(products, variances, varianceFactor, z, table, p, n, columns);
                break;
        }
    }

    /// <summary>sum[c] += counts[c].</summary>
    public static void Add(int* counts, int* sum, int columns)
    {
        for (int c = 0; c < columns; c += Vector<int>.Count)
        {
            (Vector.Load(sum + c) + Vector.Load(counts + c)).Store(sum + c);
        }
    }

    /// <summary>Narrows sums to 12-bit counters that hold at 4095.</summary>
    /// <returns>Counters that reached the end.</returns>
    public static int Narrow(int* sums, ushort* counts, int columns)
    {
        int saturated = 0;
        var limit = new Vector<int>(AnalogGeometry.MaxCount);
        for (int c = 0; c < columns; c += Vector<ushort>.Count)
        {
            Vector<int> low = Vector.Load(sums + c);
            Vector<int> high = Vector.Load(sums + c + Vector<int>.Count);
            if (Vector.GreaterThanAny(Vector.Max(low, high), limit))
            {
                saturated -= Vector.Sum(Vector.GreaterThan(low, limit) + Vector.GreaterThan(high, limit));
            }

            Vector.Narrow(Vector.Min(low, limit), Vector.Min(high, limit)).As<short, ushort>().Store(counts + c);
        }

        return saturated;
    }

    private static void ConvertScalar(int* products, int* variances, float varianceFactor, float* z, PhaseTable table, int* counts, int columns)
    {
        for (int c = 0; c < columns; c++)
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

    private static void ConvertNetScalar(int* products, int* variances, float varianceFactor, float* z, NetTable table, int* p, int* n, int columns)
    {
        for (int c = 0; c < columns; c++)
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
