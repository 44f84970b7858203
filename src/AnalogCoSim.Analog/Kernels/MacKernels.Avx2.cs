using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AnalogCoSim.Analog.Kernels;

/// <content>Products with 256-bit instructions, fused where the machine has AVX-VNNI: two input vectors by 32 columns in registers.</content>
internal static unsafe partial class MacKernels
{
    private const int Half = 32;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyAvx2(short* x, int m, short* w, int* acc)
    {
        int paired = m - (m % 2);
        for (int column = 0; column < Columns; column += Half)
        {
            short* wp = w + PackedConductances.Index(0, column);
            for (int i = 0; i < paired; i += 2)
            {
                Multiply2Avx2((int*)(x + (i * Rows)), (int*)(x + ((i + 1) * Rows)), wp, acc + (i * Columns) + column, acc + ((i + 1) * Columns) + column);
            }

            if (paired < m)
            {
                int* last = (int*)(x + (paired * Rows));
                int* result = acc + (paired * Columns) + column;
                Multiply2Avx2(last, last, wp, result, result);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply2Avx2(int* xa, int* xb, short* w, int* acca, int* accb)
    {
        Vector256<int> a0 = default, a1 = default, a2 = default, a3 = default;
        Vector256<int> b0 = default, b1 = default, b2 = default, b3 = default;
        for (int k = 0; k < PackedConductances.RowPairs; k++)
        {
            Vector256<short> w0 = Vector256.LoadAligned(w);
            Vector256<short> w1 = Vector256.LoadAligned(w + 16);
            Vector256<short> w2 = Vector256.LoadAligned(w + 32);
            Vector256<short> w3 = Vector256.LoadAligned(w + 48);
            Vector256<short> a = Vector256.Create(xa[k]).AsInt16();
            Vector256<short> b = Vector256.Create(xb[k]).AsInt16();
            a0 = Dot(a0, w0, a);
            a1 = Dot(a1, w1, a);
            a2 = Dot(a2, w2, a);
            a3 = Dot(a3, w3, a);
            b0 = Dot(b0, w0, b);
            b1 = Dot(b1, w1, b);
            b2 = Dot(b2, w2, b);
            b3 = Dot(b3, w3, b);
            w += 128;
        }

        Store4(acca, a0, a1, a2, a3);
        Store4(accb, b0, b1, b2, b3);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyBytesAvx2(byte* x, int m, sbyte* v, int* acc)
    {
        int paired = m - (m % 2);
        for (int column = 0; column < Columns; column += Half)
        {
            sbyte* vp = v + PackedBytes.Index(0, column);
            for (int i = 0; i < paired; i += 2)
            {
                Variances2Avx2((int*)(x + (i * Rows)), (int*)(x + ((i + 1) * Rows)), vp, acc + (i * Columns) + column, acc + ((i + 1) * Columns) + column);
            }

            if (paired < m)
            {
                int* last = (int*)(x + (paired * Rows));
                int* result = acc + (paired * Columns) + column;
                Variances2Avx2(last, last, vp, result, result);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Variances2Avx2(int* xa, int* xb, sbyte* v, int* acca, int* accb)
    {
        Vector256<int> a0 = default, a1 = default, a2 = default, a3 = default;
        Vector256<int> b0 = default, b1 = default, b2 = default, b3 = default;
        for (int q = 0; q < PackedBytes.RowQuads; q++)
        {
            Vector256<sbyte> v0 = Vector256.LoadAligned(v);
            Vector256<sbyte> v1 = Vector256.LoadAligned(v + 32);
            Vector256<sbyte> v2 = Vector256.LoadAligned(v + 64);
            Vector256<sbyte> v3 = Vector256.LoadAligned(v + 96);
            Vector256<byte> a = Vector256.Create(xa[q]).AsByte();
            Vector256<byte> b = Vector256.Create(xb[q]).AsByte();
            a0 = Dot(a0, a, v0);
            a1 = Dot(a1, a, v1);
            a2 = Dot(a2, a, v2);
            a3 = Dot(a3, a, v3);
            b0 = Dot(b0, b, v0);
            b1 = Dot(b1, b, v1);
            b2 = Dot(b2, b, v2);
            b3 = Dot(b3, b, v3);
            v += 256;
        }

        Store4(acca, a0, a1, a2, a3);
        Store4(accb, b0, b1, b2, b3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Dot(Vector256<int> sum, Vector256<short> w, Vector256<short> x) =>
        AvxVnni.IsSupported ? AvxVnni.MultiplyWideningAndAdd(sum, w, x) : sum + Avx2.MultiplyAddAdjacent(w, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Dot(Vector256<int> sum, Vector256<byte> x, Vector256<sbyte> v) =>
        AvxVnni.IsSupported
            ? AvxVnni.MultiplyWideningAndAdd(sum, x, v)
            : sum + Avx2.MultiplyAddAdjacent(Avx2.MultiplyAddAdjacent(x, v), Vector256<short>.One);

    private static void Store4(int* acc, Vector256<int> v0, Vector256<int> v1, Vector256<int> v2, Vector256<int> v3)
    {
        v0.Store(acc);
        v1.Store(acc + 8);
        v2.Store(acc + 16);
        v3.Store(acc + 24);
    }
}
