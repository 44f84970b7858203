using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using AnalogCoSim.Analog.Kernels;
using AnalogCoSim.Analog.Operation;

namespace AnalogCoSim.Benchmarks.Analog;

/// <summary>A single-precision matrix product of the size of a core: the yardstick that kernel speeds are divided by.</summary>
/// <remarks>Functions exceed 40 lines because blocks are unrolled by hand. Weights are packed in panels of 64 columns that stay in the first-level cache; four input vectors by 64 columns are kept in registers.</remarks>
internal static unsafe class FloatGemm
{
    private const int Size = AnalogGeometry.Rows;
    private const int Panel = 64;
    private const int Batch = 64;

    /// <summary>Measures the rate of one thread.</summary>
    /// <param name="blocks">Timed blocks; the best counts, as other programs may disturb some.</param>
    /// <param name="seconds">Length of a block; s.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    /// <returns>Multiply-adds per second.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double MeasureRate(int blocks, double seconds, CancellationToken cancellation = default)
    {
        var x = new AlignedBuffer<float>(Batch * Size);
        var w = new AlignedBuffer<float>(Size * Size);
        var y = new AlignedBuffer<float>(Batch * Size);
        x.Span.Fill(0.5f);
        w.Span.Fill(0.25f);
        Warm(x, w, y);
        double best = 0;
        for (int block = 0; block < blocks; block++)
        {
            cancellation.ThrowIfCancellationRequested();
            long start = Stopwatch.GetTimestamp();
            long products = 0;
            while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds)
            {
                Multiply(x.Pointer, w.Pointer, y.Pointer);
                products += Batch;
            }

            best = Math.Max(best, products / Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        GC.KeepAlive(x);
        GC.KeepAlive(w);
        GC.KeepAlive(y);
        return best * Size * Size;
    }

    private static void Warm(AlignedBuffer<float> x, AlignedBuffer<float> w, AlignedBuffer<float> y)
    {
        for (int i = 0; i < 200; i++)
        {
            Multiply(x.Pointer, w.Pointer, y.Pointer);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply(float* x, float* w, float* y)
    {
        for (int panel = 0; panel < Size / Panel; panel++)
        {
            for (int i = 0; i < Batch; i += 4)
            {
                float* wp = w + (panel * Size * Panel);
                float* yp = y + (i * Size) + (panel * Panel);
                if (Avx512F.IsSupported)
                {
                    Block512(x + (i * Size), wp, yp);
                }
                else
                {
                    BlockPortable(x + (i * Size), wp, yp);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Block512(float* x, float* w, float* y)
    {
        Vector512<float> a0 = default, a1 = default, a2 = default, a3 = default;
        Vector512<float> b0 = default, b1 = default, b2 = default, b3 = default;
        Vector512<float> c0 = default, c1 = default, c2 = default, c3 = default;
        Vector512<float> d0 = default, d1 = default, d2 = default, d3 = default;
        for (int k = 0; k < Size; k++)
        {
            Vector512<float> w0 = Vector512.LoadAligned(w);
            Vector512<float> w1 = Vector512.LoadAligned(w + 16);
            Vector512<float> w2 = Vector512.LoadAligned(w + 32);
            Vector512<float> w3 = Vector512.LoadAligned(w + 48);
            Row(x[k], w0, w1, w2, w3, ref a0, ref a1, ref a2, ref a3);
            Row(x[k + Size], w0, w1, w2, w3, ref b0, ref b1, ref b2, ref b3);
            Row(x[k + (2 * Size)], w0, w1, w2, w3, ref c0, ref c1, ref c2, ref c3);
            Row(x[k + (3 * Size)], w0, w1, w2, w3, ref d0, ref d1, ref d2, ref d3);
            w += Panel;
        }

        Store(y, a0, a1, a2, a3);
        Store(y + Size, b0, b1, b2, b3);
        Store(y + (2 * Size), c0, c1, c2, c3);
        Store(y + (3 * Size), d0, d1, d2, d3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Row(
        float x,
        Vector512<float> w0,
        Vector512<float> w1,
        Vector512<float> w2,
        Vector512<float> w3,
        ref Vector512<float> s0,
        ref Vector512<float> s1,
        ref Vector512<float> s2,
        ref Vector512<float> s3)
    {
        Vector512<float> v = Vector512.Create(x);
        s0 = Avx512F.FusedMultiplyAdd(w0, v, s0);
        s1 = Avx512F.FusedMultiplyAdd(w1, v, s1);
        s2 = Avx512F.FusedMultiplyAdd(w2, v, s2);
        s3 = Avx512F.FusedMultiplyAdd(w3, v, s3);
    }

    private static void Store(float* y, Vector512<float> v0, Vector512<float> v1, Vector512<float> v2, Vector512<float> v3)
    {
        v0.Store(y);
        v1.Store(y + 16);
        v2.Store(y + 32);
        v3.Store(y + 48);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void BlockPortable(float* x, float* w, float* y)
    {
        int lanes = Vector<float>.Count;
        for (int c = 0; c < Panel; c += 2 * lanes)
        {
            Vector<float> a0 = default, a1 = default, b0 = default, b1 = default;
            Vector<float> c0 = default, c1 = default, d0 = default, d1 = default;
            for (int k = 0; k < Size; k++)
            {
                Vector<float> w0 = Vector.Load(w + (k * Panel) + c);
                Vector<float> w1 = Vector.Load(w + (k * Panel) + c + lanes);
                a0 = Vector.FusedMultiplyAdd(w0, new Vector<float>(x[k]), a0);
                a1 = Vector.FusedMultiplyAdd(w1, new Vector<float>(x[k]), a1);
                b0 = Vector.FusedMultiplyAdd(w0, new Vector<float>(x[k + Size]), b0);
                b1 = Vector.FusedMultiplyAdd(w1, new Vector<float>(x[k + Size]), b1);
                c0 = Vector.FusedMultiplyAdd(w0, new Vector<float>(x[k + (2 * Size)]), c0);
                c1 = Vector.FusedMultiplyAdd(w1, new Vector<float>(x[k + (2 * Size)]), c1);
                d0 = Vector.FusedMultiplyAdd(w0, new Vector<float>(x[k + (3 * Size)]), d0);
                d1 = Vector.FusedMultiplyAdd(w1, new Vector<float>(x[k + (3 * Size)]), d1);
            }

            float* at = y + c;
            a0.Store(at);
            a1.Store(at + lanes);
            b0.Store(at + Size);
            b1.Store(at + Size + lanes);
            c0.Store(at + (2 * Size));
            c1.Store(at + (2 * Size) + lanes);
            d0.Store(at + (3 * Size));
            d1.Store(at + (3 * Size) + lanes);
        }
    }
}
