using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using AnalogCoSim.Analog.Operation;

namespace AnalogCoSim.Analog.Kernels;

/// <content>Byte products with 512-bit instructions: byte pairs to 16 bits (no pair exceeds 32258), then to 32 bits; for inputs of 0 and 1 only at the end.</content>
internal static unsafe partial class MacKernels
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyBytesAvx512(byte* x, int m, sbyte* v, int* acc, MvmExtent extent)
    {
        int quads = (extent.Rows + 3) / 4;
        int blocked = m - (m % Block);
        for (int panel = 0; panel < extent.Panels; panel++)
        {
            sbyte* vp = v + (panel * PackedBytes.PanelLength);
            int* ap = acc + (panel * PackedBytes.PanelColumns);
            for (int i = 0; i < blocked; i += Block)
            {
                Variances4Avx512((int*)(x + (i * Rows)), vp, ap + (i * Columns), quads);
                Variances4Avx512((int*)(x + (i * Rows)), vp + 128, ap + (i * Columns) + 32, quads);
            }
        }

        for (int i = blocked; i < m; i++)
        {
            Variances1Avx512((int*)(x + (i * Rows)), v, acc + (i * Columns), quads, extent.Panels);
        }
    }

    /// <summary>Four input vectors by 32 columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Variances4Avx512(int* x, sbyte* v, int* acc, int quads)
    {
        const int Next = Rows / 4;
        Vector512<short> ones = Vector512<short>.One;
        Vector512<int> a0 = default, a1 = default, b0 = default, b1 = default;
        Vector512<int> c0 = default, c1 = default, d0 = default, d1 = default;
        for (int q = 0; q < quads; q++)
        {
            Vector512<sbyte> v0 = Vector512.LoadAligned(v);
            Vector512<sbyte> v1 = Vector512.LoadAligned(v + 64);
            Vector512<byte> xa = Vector512.Create(x[q]).AsByte();
            a0 += Avx512BW.MultiplyAddAdjacent(Avx512BW.MultiplyAddAdjacent(xa, v0), ones);
            a1 += Avx512BW.MultiplyAddAdjacent(Avx512BW.MultiplyAddAdjacent(xa, v1), ones);
            Vector512<byte> xb = Vector512.Create(x[q + Next]).AsByte();
            b0 += Avx512BW.MultiplyAddAdjacent(Avx512BW.MultiplyAddAdjacent(xb, v0), ones);
            b1 += Avx512BW.MultiplyAddAdjacent(Avx512BW.MultiplyAddAdjacent(xb, v1), ones);
            Vector512<byte> xc = Vector512.Create(x[q + (2 * Next)]).AsByte();
            c0 += Avx512BW.MultiplyAddAdjacent(Avx512BW.MultiplyAddAdjacent(xc, v0), ones);
            c1 += Avx512BW.MultiplyAddAdjacent(Avx512BW.MultiplyAddAdjacent(xc, v1), ones);
            Vector512<byte> xd = Vector512.Create(x[q + (3 * Next)]).AsByte();
            d0 += Avx512BW.MultiplyAddAdjacent(Avx512BW.MultiplyAddAdjacent(xd, v0), ones);
            d1 += Avx512BW.MultiplyAddAdjacent(Avx512BW.MultiplyAddAdjacent(xd, v1), ones);
            v += 256;
        }

        a0.Store(acc);
        a1.Store(acc + 16);
        b0.Store(acc + Columns);
        b1.Store(acc + Columns + 16);
        c0.Store(acc + (2 * Columns));
        c1.Store(acc + (2 * Columns) + 16);
        d0.Store(acc + (3 * Columns));
        d1.Store(acc + (3 * Columns) + 16);
    }

    private static void SumBytesAvx512(byte* active, int m, sbyte* v, int* acc, MvmExtent extent)
    {
        int quads = (extent.Rows + 3) / 4;
        int blocked = m - (m % Block);
        for (int part = 0; part < 2 * extent.Panels; part++)
        {
            sbyte* vp = v + (part / 2 * PackedBytes.PanelLength) + (part % 2 * 128);
            int* ap = acc + (part * PackedBytes.PanelColumns / 2);
            for (int i = 0; i < blocked; i += Block)
            {
                Sums4Avx512((int*)(active + (i * Rows)), vp, ap + (i * Columns), quads);
            }
        }

        for (int i = blocked; i < m; i++)
        {
            Variances1Avx512((int*)(active + (i * Rows)), v, acc + (i * Columns), quads, extent.Panels);
        }
    }

    /// <summary>Four activities by 32 columns. A 16-bit lane takes 64 pairs of bytes below 128: at most 16256.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sums4Avx512(int* x, sbyte* v, int* acc, int quads)
    {
        const int Next = Rows / 4;
        Vector512<short> a0 = default, a1 = default, b0 = default, b1 = default;
        Vector512<short> c0 = default, c1 = default, d0 = default, d1 = default;
        for (int q = 0; q < quads; q++)
        {
            Vector512<sbyte> v0 = Vector512.LoadAligned(v);
            Vector512<sbyte> v1 = Vector512.LoadAligned(v + 64);
            Vector512<byte> xa = Vector512.Create(x[q]).AsByte();
            a0 += Avx512BW.MultiplyAddAdjacent(xa, v0);
            a1 += Avx512BW.MultiplyAddAdjacent(xa, v1);
            Vector512<byte> xb = Vector512.Create(x[q + Next]).AsByte();
            b0 += Avx512BW.MultiplyAddAdjacent(xb, v0);
            b1 += Avx512BW.MultiplyAddAdjacent(xb, v1);
            Vector512<byte> xc = Vector512.Create(x[q + (2 * Next)]).AsByte();
            c0 += Avx512BW.MultiplyAddAdjacent(xc, v0);
            c1 += Avx512BW.MultiplyAddAdjacent(xc, v1);
            Vector512<byte> xd = Vector512.Create(x[q + (3 * Next)]).AsByte();
            d0 += Avx512BW.MultiplyAddAdjacent(xd, v0);
            d1 += Avx512BW.MultiplyAddAdjacent(xd, v1);
            v += 256;
        }

        Vector512<short> ones = Vector512<short>.One;
        Avx512BW.MultiplyAddAdjacent(a0, ones).Store(acc);
        Avx512BW.MultiplyAddAdjacent(a1, ones).Store(acc + 16);
        Avx512BW.MultiplyAddAdjacent(b0, ones).Store(acc + Columns);
        Avx512BW.MultiplyAddAdjacent(b1, ones).Store(acc + Columns + 16);
        Avx512BW.MultiplyAddAdjacent(c0, ones).Store(acc + (2 * Columns));
        Avx512BW.MultiplyAddAdjacent(c1, ones).Store(acc + (2 * Columns) + 16);
        Avx512BW.MultiplyAddAdjacent(d0, ones).Store(acc + (3 * Columns));
        Avx512BW.MultiplyAddAdjacent(d1, ones).Store(acc + (3 * Columns) + 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Variances1Avx512(int* x, sbyte* v, int* acc, int quads, int panels)
    {
        Vector512<short> ones = Vector512<short>.One;
        for (int panel = 0; panel < panels; panel++)
        {
            sbyte* vp = v + (panel * PackedBytes.PanelLength);
            Vector512<int> a0 = default, a1 = default, a2 = default, a3 = default;
            for (int q = 0; q < quads; q++)
            {
                Vector512<byte> xa = Vector512.Create(x[q]).AsByte();
                a0 += Avx512BW.MultiplyAddAdjacent(Avx512BW.MultiplyAddAdjacent(xa, Vector512.LoadAligned(vp)), ones);
                a1 += Avx512BW.MultiplyAddAdjacent(Avx512BW.MultiplyAddAdjacent(xa, Vector512.LoadAligned(vp + 64)), ones);
                a2 += Avx512BW.MultiplyAddAdjacent(Avx512BW.MultiplyAddAdjacent(xa, Vector512.LoadAligned(vp + 128)), ones);
                a3 += Avx512BW.MultiplyAddAdjacent(Avx512BW.MultiplyAddAdjacent(xa, Vector512.LoadAligned(vp + 192)), ones);
                vp += 256;
            }

            Store4(acc + (panel * PackedBytes.PanelColumns), a0, a1, a2, a3);
        }
    }
}
