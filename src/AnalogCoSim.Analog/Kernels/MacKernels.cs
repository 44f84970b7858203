using AnalogCoSim.Analog.Operation;

namespace AnalogCoSim.Analog.Kernels;

/// <summary>Integer products of input halves with a packed matrix; every path gives the same integers.</summary>
/// <remarks>The order of additions is free because no sum leaves 32 bits; all paths skip what is zero as they like.</remarks>
internal static unsafe partial class MacKernels
{
    private const int Rows = AnalogGeometry.Rows;
    private const int Columns = AnalogGeometry.Columns;

    /// <summary>acc[m, c] = sum_r x[m, r] w[r, c].</summary>
    /// <param name="path">Instructions to use.</param>
    /// <param name="x">Shape [m, 256].</param>
    /// <param name="m">Input vectors.</param>
    /// <param name="w">Packed conductances.</param>
    /// <param name="acc">Shape [m, 256]; overwritten.</param>
    /// <param name="extent">Rows that may differ from 0 and columns wanted; the others need not be computed.</param>
    public static void Multiply(SimdPath path, short* x, int m, short* w, int* acc, MvmExtent extent)
    {
        switch (path)
        {
            case SimdPath.Avx512:
                MultiplyAvx512(x, m, w, acc, extent);
                break;
            case SimdPath.Avx2:
                MultiplyAvx2(x, m, w, acc);
                break;
            case SimdPath.Portable:
                MultiplyPortable(x, m, w, acc);
                break;
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
    /// <param name="extent">Rows that may differ from 0 and columns wanted; the others need not be computed.</param>
    public static void MultiplyBytes(SimdPath path, byte* x, int m, sbyte* v, int* acc, MvmExtent extent)
    {
        switch (path)
        {
            case SimdPath.Avx512:
                MultiplyBytesAvx512(x, m, v, acc, extent);
                break;
            case SimdPath.Avx2:
                MultiplyBytesAvx2(x, m, v, acc);
                break;
            case SimdPath.Portable:
                MultiplyBytesPortable(x, m, v, acc);
                break;
            default:
                MultiplyBytesScalar(x, m, v, acc);
                break;
        }
    }

    /// <summary>acc[m, c] = sum over the active rows of v[r, c]: <see cref="MultiplyBytes"/> for inputs of 0 and 1, a third quicker.</summary>
    /// <param name="path">Instructions to use.</param>
    /// <param name="active">Shape [m, 256]; 0 or 1.</param>
    /// <param name="m">Input vectors.</param>
    /// <param name="v">Packed bytes.</param>
    /// <param name="acc">Shape [m, 256]; overwritten.</param>
    /// <param name="extent">Rows that may differ from 0 and columns wanted; the others need not be computed.</param>
    public static void SumBytes(SimdPath path, byte* active, int m, sbyte* v, int* acc, MvmExtent extent)
    {
        if (path == SimdPath.Avx512)
        {
            SumBytesAvx512(active, m, v, acc, extent);
        }
        else
        {
            MultiplyBytes(path, active, m, v, acc, extent);
        }
    }

    private static void MultiplyScalar(short* x, int m, short* w, int* acc)
    {
        for (int i = 0; i < m; i++)
        {
            for (int c = 0; c < Columns; c++)
            {
                int sum = 0;
                for (int r = 0; r < Rows; r++)
                {
                    sum += x[(i * Rows) + r] * w[PackedConductances.Index(r, c)];
                }

                acc[(i * Columns) + c] = sum;
            }
        }
    }

    private static void MultiplyBytesScalar(byte* x, int m, sbyte* v, int* acc)
    {
        for (int i = 0; i < m; i++)
        {
            for (int c = 0; c < Columns; c++)
            {
                int sum = 0;
                for (int r = 0; r < Rows; r++)
                {
                    sum += x[(i * Rows) + r] * v[PackedBytes.Index(r, c)];
                }

                acc[(i * Columns) + c] = sum;
            }
        }
    }
}
