using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using AnalogCoSim.Analog.Operation;

namespace AnalogCoSim.Analog.Kernels;

/// <content>Products with 512-bit instructions: four input vectors by 64 columns in registers. Functions exceed 40 lines because blocks are unrolled by hand.</content>
internal static unsafe partial class MacKernels
{
    private const int Block = 4;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyAvx512(short* x, int m, short* w, int* acc, MvmExtent extent)
    {
        int pairs = (extent.Rows + 1) / 2;
        int blocked = m - (m % Block);
        for (int panel = 0; panel < extent.Panels; panel++)
        {
            short* wp = w + (panel * PackedConductances.PanelLength);
            int* ap = acc + (panel * PackedConductances.PanelColumns);
            for (int i = 0; i < blocked; i += Block)
            {
                Multiply4Avx512((int*)(x + (i * Rows)), wp, ap + (i * Columns), pairs);
            }
        }

        for (int i = blocked; i < m; i++)
        {
            Multiply1Avx512((int*)(x + (i * Rows)), w, acc + (i * Columns), pairs, extent.Panels);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply4Avx512(int* x, short* w, int* acc, int pairs)
    {
        const int Next = Rows / 2;
        Vector512<int> a0 = default, a1 = default, a2 = default, a3 = default;
        Vector512<int> b0 = default, b1 = default, b2 = default, b3 = default;
        Vector512<int> c0 = default, c1 = default, c2 = default, c3 = default;
        Vector512<int> d0 = default, d1 = default, d2 = default, d3 = default;
        for (int k = 0; k < pairs; k++)
        {
            Vector512<short> w0 = Vector512.LoadAligned(w);
            Vector512<short> w1 = Vector512.LoadAligned(w + 32);
            Vector512<short> w2 = Vector512.LoadAligned(w + 64);
            Vector512<short> w3 = Vector512.LoadAligned(w + 96);
            Vector512<short> xa = Vector512.Create(x[k]).AsInt16();
            a0 += Avx512BW.MultiplyAddAdjacent(w0, xa);
            a1 += Avx512BW.MultiplyAddAdjacent(w1, xa);
            a2 += Avx512BW.MultiplyAddAdjacent(w2, xa);
            a3 += Avx512BW.MultiplyAddAdjacent(w3, xa);
            Vector512<short> xb = Vector512.Create(x[k + Next]).AsInt16();
            b0 += Avx512BW.MultiplyAddAdjacent(w0, xb);
            b1 += Avx512BW.MultiplyAddAdjacent(w1, xb);
            b2 += Avx512BW.MultiplyAddAdjacent(w2, xb);
            b3 += Avx512BW.MultiplyAddAdjacent(w3, xb);
            Vector512<short> xc = Vector512.Create(x[k + (2 * Next)]).AsInt16();
            c0 += Avx512BW.MultiplyAddAdjacent(w0, xc);
            c1 += Avx512BW.MultiplyAddAdjacent(w1, xc);
            c2 += Avx512BW.MultiplyAddAdjacent(w2, xc);
            c3 += Avx512BW.MultiplyAddAdjacent(w3, xc);
            Vector512<short> xd = Vector512.Create(x[k + (3 * Next)]).AsInt16();
            d0 += Avx512BW.MultiplyAddAdjacent(w0, xd);
            d1 += Avx512BW.MultiplyAddAdjacent(w1, xd);
            d2 += Avx512BW.MultiplyAddAdjacent(w2, xd);
            d3 += Avx512BW.MultiplyAddAdjacent(w3, xd);
            w += 128;
        }

        Store4(acc, a0, a1, a2, a3);
        Store4(acc + Columns, b0, b1, b2, b3);
        Store4(acc + (2 * Columns), c0, c1, c2, c3);
        Store4(acc + (3 * Columns), d0, d1, d2, d3);
    }

    private static void Store4(int* acc, Vector512<int> v0, Vector512<int> v1, Vector512<int> v2, Vector512<int> v3)
    {
        v0.Store(acc);
        v1.Store(acc + 16);
        v2.Store(acc + 32);
        v3.Store(acc + 48);
    }

    /// <summary>One input vector: only the row pairs that are not both zero are read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply1Avx512(int* x, short* w, int* acc, int rowPairs, int panels)
    {
        int* pairs = stackalloc int[PackedConductances.RowPairs];
        int used = 0;
        for (int k = 0; k < rowPairs; k++)
        {
            pairs[used] = k;
            used += x[k] != 0 ? 1 : 0;
        }

        for (int panel = 0; panel < panels; panel++)
        {
            short* wp = w + (panel * PackedConductances.PanelLength);
            Vector512<int> a0 = default, a1 = default, a2 = default, a3 = default;
            for (int i = 0; i < used; i++)
            {
                int k = pairs[i];
                short* row = wp + (k * 128);
                Vector512<short> xa = Vector512.Create(x[k]).AsInt16();
                a0 += Avx512BW.MultiplyAddAdjacent(Vector512.LoadAligned(row), xa);
                a1 += Avx512BW.MultiplyAddAdjacent(Vector512.LoadAligned(row + 32), xa);
                a2 += Avx512BW.MultiplyAddAdjacent(Vector512.LoadAligned(row + 64), xa);
                a3 += Avx512BW.MultiplyAddAdjacent(Vector512.LoadAligned(row + 96), xa);
            }

            Store4(acc + (panel * PackedConductances.PanelColumns), a0, a1, a2, a3);
        }
    }
}
