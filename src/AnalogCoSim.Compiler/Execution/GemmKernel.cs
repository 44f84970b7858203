using System.Runtime.Intrinsics;

namespace AnalogCoSim.Compiler.Execution;

/// <summary>Multiplies 8 packed weight columns with a panel of 32 im2col columns.</summary>
/// <remarks>
/// Each of the 256 sums is one chain of fused multiply-adds in the order of the rows, whatever the vector width: results, and with them calibrated
/// scales, are the same on every machine.
/// </remarks>
internal static unsafe class GemmKernel
{
    /// <summary>Weight columns of a tile.</summary>
    public const int Height = 8;

    /// <summary>Im2col columns of a panel.</summary>
    public const int Width = 32;

    /// <summary>Adds <c>a^T b</c> to the tile.</summary>
    /// <param name="a">Shape [rows, 8].</param>
    /// <param name="b">Shape [rows, 32].</param>
    /// <param name="c">Shape [8, 32].</param>
    /// <param name="rows">Length of the sums.</param>
    public static void MultiplyAdd(float* a, float* b, float* c, int rows)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Wide(a, b, c, rows);
            return;
        }

        for (int half = 0; half < Height; half += 4)
        {
            for (int x = 0; x < Width; x += 16)
            {
                Narrow(a + half, b + x, c + (half * Width) + x, rows);
            }
        }
    }

    private static void Wide(float* a, float* b, float* c, int rows)
    {
        Vector512<float> c00 = Vector512.Load(c), c01 = Vector512.Load(c + 16);
        Vector512<float> c10 = Vector512.Load(c + 32), c11 = Vector512.Load(c + 48);
        Vector512<float> c20 = Vector512.Load(c + 64), c21 = Vector512.Load(c + 80);
        Vector512<float> c30 = Vector512.Load(c + 96), c31 = Vector512.Load(c + 112);
        Vector512<float> c40 = Vector512.Load(c + 128), c41 = Vector512.Load(c + 144);
        Vector512<float> c50 = Vector512.Load(c + 160), c51 = Vector512.Load(c + 176);
        Vector512<float> c60 = Vector512.Load(c + 192), c61 = Vector512.Load(c + 208);
        Vector512<float> c70 = Vector512.Load(c + 224), c71 = Vector512.Load(c + 240);
        for (int k = 0; k < rows; k++, a += Height, b += Width)
        {
            Vector512<float> b0 = Vector512.Load(b), b1 = Vector512.Load(b + 16);
            (c00, c01) = Fma(a[0], b0, b1, c00, c01);
            (c10, c11) = Fma(a[1], b0, b1, c10, c11);
            (c20, c21) = Fma(a[2], b0, b1, c20, c21);
            (c30, c31) = Fma(a[3], b0, b1, c30, c31);
            (c40, c41) = Fma(a[4], b0, b1, c40, c41);
            (c50, c51) = Fma(a[5], b0, b1, c50, c51);
            (c60, c61) = Fma(a[6], b0, b1, c60, c61);
            (c70, c71) = Fma(a[7], b0, b1, c70, c71);
        }

        Store(c, c00, c01);
        Store(c + 32, c10, c11);
        Store(c + 64, c20, c21);
        Store(c + 96, c30, c31);
        Store(c + 128, c40, c41);
        Store(c + 160, c50, c51);
        Store(c + 192, c60, c61);
        Store(c + 224, c70, c71);
    }

    private static void Store(float* c, Vector512<float> low, Vector512<float> high)
    {
        low.Store(c);
        high.Store(c + 16);
    }

    private static (Vector512<float> Low, Vector512<float> High) Fma(float a, Vector512<float> b0, Vector512<float> b1, Vector512<float> c0, Vector512<float> c1)
    {
        Vector512<float> broadcast = Vector512.Create(a);
        return (Vector512.FusedMultiplyAdd(broadcast, b0, c0), Vector512.FusedMultiplyAdd(broadcast, b1, c1));
    }

    /// <summary>4 x 16 sums in eight 256-bit registers.</summary>
    private static void Narrow(float* a, float* b, float* c, int rows)
    {
        Vector256<float> c00 = Vector256.Load(c), c01 = Vector256.Load(c + 8);
        Vector256<float> c10 = Vector256.Load(c + 32), c11 = Vector256.Load(c + 40);
        Vector256<float> c20 = Vector256.Load(c + 64), c21 = Vector256.Load(c + 72);
        Vector256<float> c30 = Vector256.Load(c + 96), c31 = Vector256.Load(c + 104);
        for (int k = 0; k < rows; k++, a += Height, b += Width)
        {
            Vector256<float> b0 = Vector256.Load(b), b1 = Vector256.Load(b + 8);
            Vector256<float> a0 = Vector256.Create(a[0]), a1 = Vector256.Create(a[1]);
            c00 = Vector256.FusedMultiplyAdd(a0, b0, c00);
            c01 = Vector256.FusedMultiplyAdd(a0, b1, c01);
            c10 = Vector256.FusedMultiplyAdd(a1, b0, c10);
            c11 = Vector256.FusedMultiplyAdd(a1, b1, c11);
            Vector256<float> a2 = Vector256.Create(a[2]), a3 = Vector256.Create(a[3]);
            c20 = Vector256.FusedMultiplyAdd(a2, b0, c20);
            c21 = Vector256.FusedMultiplyAdd(a2, b1, c21);
            c30 = Vector256.FusedMultiplyAdd(a3, b0, c30);
            c31 = Vector256.FusedMultiplyAdd(a3, b1, c31);
        }

        c00.Store(c);
        c01.Store(c + 8);
        c10.Store(c + 32);
        c11.Store(c + 40);
        c20.Store(c + 64);
        c21.Store(c + 72);
        c30.Store(c + 96);
        c31.Store(c + 104);
    }
}
