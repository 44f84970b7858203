using System.Numerics;
using System.Runtime.CompilerServices;

namespace AnalogCoSim.Analog.Kernels;

/// <content><c>Vector&lt;T&gt;</c> form, also used with AVX2.</content>
internal static unsafe partial class GaussianField
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FillPortable(ulong seed, uint image, uint core, uint mvm, uint purpose, float* z, uint blocks)
    {
        for (uint block = 0; block < blocks; block += (uint)Vector<uint>.Count)
        {
            var c0 = new Vector<uint>(image);
            var c1 = new Vector<uint>(core);
            var c2 = new Vector<uint>(mvm);
            Vector<uint> c3 = new Vector<uint>(purpose | block) + Vector<uint>.Indices;
            uint key0 = (uint)seed;
            uint key1 = (uint)(seed >> 32);
            for (int round = 0; round < 10; round++)
            {
                var (high0, low0) = Product(c0, Multiplier0);
                var (high1, low1) = Product(c2, Multiplier1);
                c0 = high1 ^ c1 ^ new Vector<uint>(key0);
                c1 = low1;
                c2 = high0 ^ c3 ^ new Vector<uint>(key1);
                c3 = low0;
                key0 += Weyl0;
                key1 += Weyl1;
            }

            float* first = z + FirstColumn(block);
            PairPortable(c0, c1, first, first + 16);
            PairPortable(c2, c3, first + 32, first + 48);
        }
    }

    /// <summary>High and low word of x times a constant, by 16-bit pieces of the constant.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector<uint> High, Vector<uint> Low) Product(Vector<uint> x, uint multiplier)
    {
        var mask = new Vector<uint>(0xFFFF);
        Vector<uint> xl = x & mask;
        Vector<uint> xh = Vector.ShiftRightLogical(x, 16);
        Vector<uint> ll = xl * (multiplier & 0xFFFF);
        Vector<uint> lh = xl * (multiplier >> 16);
        Vector<uint> hl = xh * (multiplier & 0xFFFF);
        Vector<uint> hh = xh * (multiplier >> 16);
        Vector<uint> middle = Vector.ShiftRightLogical(ll, 16) + (lh & mask) + (hl & mask);
        Vector<uint> high = hh + Vector.ShiftRightLogical(lh, 16) + Vector.ShiftRightLogical(hl, 16) + Vector.ShiftRightLogical(middle, 16);
        return (high, x * multiplier);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PairPortable(Vector<uint> word0, Vector<uint> word1, float* z0, float* z1)
    {
        Vector<float> one = Vector<float>.One;
        Vector<float> u = Vector.ConvertToSingle(Vector.ShiftRightLogical(word0, 8).As<uint, int>() + Vector<int>.One) * GaussianMath.RadiusStep;
        Vector<int> bits = u.As<float, int>();
        Vector<int> exponent = Vector.ShiftRightArithmetic(bits - new Vector<int>(GaussianMath.SqrtHalfBits), 23);
        Vector<float> f = (bits - Vector.ShiftLeft(exponent, 23)).As<int, float>() - one;
        Vector<float> p = Fma(new Vector<float>(GaussianMath.L6), f, GaussianMath.L5);
        p = Fma(p, f, GaussianMath.L4);
        p = Fma(p, f, GaussianMath.L3);
        p = Fma(p, f, GaussianMath.L2);
        p = Fma(p, f, GaussianMath.L1);
        p = Fma(p, f, GaussianMath.L0);
        Vector<float> ln1p = Vector.FusedMultiplyAdd(f * f, p, f);
        Vector<float> log = Vector.FusedMultiplyAdd(Vector.ConvertToSingle(exponent), new Vector<float>(GaussianMath.Ln2), ln1p);
        Vector<float> radius = Vector.SquareRoot(log * -2f);

        Vector<uint> quadrant = Vector.ShiftRightLogical(word1 + new Vector<uint>(0x20000000u), 30);
        Vector<float> phi = Vector.ConvertToSingle((word1 - Vector.ShiftLeft(quadrant, 30)).As<uint, int>()) * GaussianMath.AngleStep;
        Vector<float> y = phi * phi;
        Vector<float> sinTail = Fma(Fma(new Vector<float>(GaussianMath.S2), y, GaussianMath.S1), y, GaussianMath.S0);
        Vector<float> sin = Vector.FusedMultiplyAdd(phi * y, sinTail, phi);
        Vector<float> cosTail = Fma(Fma(new Vector<float>(GaussianMath.C2), y, GaussianMath.C1), y, GaussianMath.C0);
        Vector<float> cos = Vector.FusedMultiplyAdd(y * y, cosTail, Fma(y, new Vector<float>(-0.5f), 1f));

        Vector<int> swap = Vector.Equals(quadrant & Vector<uint>.One, Vector<uint>.One).As<uint, int>();
        Vector<uint> signB = Vector.ShiftLeft(Vector.ShiftRightLogical(quadrant, 1), 31);
        Vector<uint> signA = Vector.ShiftLeft((quadrant ^ Vector.ShiftRightLogical(quadrant, 1)) & Vector<uint>.One, 31);
        Vector<float> a = (Vector.ConditionalSelect(swap, sin, cos).As<float, uint>() ^ signA).As<uint, float>();
        Vector<float> b = (Vector.ConditionalSelect(swap, cos, sin).As<float, uint>() ^ signB).As<uint, float>();
        (radius * a).Store(z0);
        (radius * b).Store(z1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Fma(Vector<float> a, Vector<float> b, float c) => Vector.FusedMultiplyAdd(a, b, new Vector<float>(c));
}
