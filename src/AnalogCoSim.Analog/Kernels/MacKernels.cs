namespace AnalogCoSim.Analog.Kernels;

/// <summary>Integer products of input halves with a packed matrix; every path gives the same integers.</summary>
internal static unsafe partial class MacKernels
{
    /// <summary>acc[m, c] = sum_r x[m, r] w[r, c].</summary>
    /// <param name="path">Instructions to use.</param>
    /// <param name="x">Shape [m, 256].</param>
    /// <param name="m">Input vectors.</param>
    /// <param name="w">Packed conductances.</param>
    /// <param name="acc">Shape [m, 256]; overwritten.</param>
    public static void Multiply(SimdPath path, short* x, int m, short* w, int* acc)
    {
        switch (path)
        {
            default:
                MultiplyScalar(x, m, w, acc);
                break;
        }
    }

    /// <summary>acc[m, c] = sum_r x[m, r] v[r, c] for bytes below 128.</summary>
    /// <param name="path">Instructions to use.</param>
    /// <param name="x">Shape [m, 256]; 0..127.</param>
    /// <param name="m">Input vectors.</param>
    /// <param name="v">Packed variances.</param>
    /// <param name="acc">Shape [m, 256]; overwritten.</param>
    public static void MultiplyVariances(SimdPath path, byte* x, int m, sbyte* v, int* acc)
    {
        switch (path)
        {
            default:
                MultiplyVariancesScalar(x, m, v, acc);
                break;
        }
    }

    private static void MultiplyScalar(short* x, int m, short* w, int* acc)
    {
        for (int i = 0; i < m; i++)
        {
            new Span<int>(acc + (i * 256), 256).Clear();
            for (int k = 0; k < PackedConductances.RowPairs; k++)
            {
                int x0 = x[(i * 256) + (2 * k)];
                int x1 = x[(i * 256) + (2 * k) + 1];
                if ((x0 | x1) == 0)
                {
                    continue;
                }

                for (int c = 0; c < AnalogGeometry.Columns; c++)
                {
                    short* pair = w + PackedConductances.Index(2 * k, c);
                    acc[(i * 256) + c] += (x0 * pair[0]) + (x1 * pair[1]);
                }
            }
        }
    }

    private static void MultiplyVariancesScalar(byte* x, int m, sbyte* v, int* acc)
    {
        for (int i = 0; i < m; i++)
        {
            for (int c = 0; c < AnalogGeometry.Columns; c++)
            {
                int sum = 0;
                for (int q = 0; q < PackedVariances.RowQuads; q++)
                {
                    sbyte* quad = v + PackedVariances.Index(4 * q, c);
                    byte* xq = x + (i * 256) + (4 * q);
                    sum += (xq[0] * quad[0]) + (xq[1] * quad[1]) + (xq[2] * quad[2]) + (xq[3] * quad[3]);
                }

                acc[(i * 256) + c] = sum;
            }
        }
    }
}
