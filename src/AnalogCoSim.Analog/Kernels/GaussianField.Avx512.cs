using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AnalogCoSim.Analog.Kernels;

/// <content>512-bit form: eight Philox blocks in 64-bit lanes, of which only the low halves count.</content>
internal static unsafe partial class GaussianField
{
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FillAvx512(ulong seed, uint image, uint core, uint mvm, uint purpose, float* z, uint blocks)
    {
        Vector512<ulong> lanes = Vector512.Create(0UL, 1, 2, 3, 4, 5, 6, 7);
        for (uint block = 0; block < blocks; block += 16)
        {
            Vector512<ulong> counter = Vector512.Create((ulong)(purpose | block)) + lanes;
            var low = new Lanes(image, core, mvm, counter);
            var high = new Lanes(image, core, mvm, counter + Vector512.Create(8UL));
            Rounds(seed, ref low, ref high);
            Pair(Vector512.Narrow(low.C0, high.C0), Vector512.Narrow(low.C1, high.C1), z + (4 * block), z + (4 * block) + 16);
            Pair(Vector512.Narrow(low.C2, high.C2), Vector512.Narrow(low.C3, high.C3), z + (4 * block) + 32, z + (4 * block) + 48);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Rounds(ulong seed, ref Lanes low, ref Lanes high)
    {
        uint key0 = (uint)seed;
        uint key1 = (uint)(seed >> 32);
        Lanes a = low;
        Lanes b = high;
        for (int round = 0; round < 10; round++)
        {
            Vector512<ulong> k0 = Vector512.Create((ulong)key0);
            Vector512<ulong> k1 = Vector512.Create((ulong)key1);
            a = Round(a, k0, k1);
            b = Round(b, k0, k1);
            key0 += Weyl0;
            key1 += Weyl1;
        }

        low = a;
        high = b;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes Round(Lanes c, Vector512<ulong> k0, Vector512<ulong> k1)
    {
        Vector512<ulong> p0 = Avx512F.Multiply(c.C0.AsUInt32(), Vector512.Create((ulong)Multiplier0).AsUInt32());
        Vector512<ulong> p1 = Avx512F.Multiply(c.C2.AsUInt32(), Vector512.Create((ulong)Multiplier1).AsUInt32());
        return new Lanes
        {
            C0 = Vector512.ShiftRightLogical(p1, 32) ^ c.C1 ^ k0,
            C1 = p1,
            C2 = Vector512.ShiftRightLogical(p0, 32) ^ c.C3 ^ k1,
            C3 = p0,
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pair(Vector512<uint> word0, Vector512<uint> word1, float* z0, float* z1)
    {
        Vector512<float> one = Vector512<float>.One;
        Vector512<float> u = Vector512.ConvertToSingle((word0 >> 8).AsInt32() + Vector512<int>.One) * Vector512.Create(GaussianMath.RadiusStep);
        Vector512<int> bits = u.AsInt32();
        Vector512<int> exponent = (bits - Vector512.Create(GaussianMath.SqrtHalfBits)) >> 23;
        Vector512<float> f = (bits - (exponent << 23)).AsSingle() - one;
        Vector512<float> p = Fma(Vector512.Create(GaussianMath.L6), f, Vector512.Create(GaussianMath.L5));
        p = Fma(p, f, Vector512.Create(GaussianMath.L4));
        p = Fma(p, f, Vector512.Create(GaussianMath.L3));
        p = Fma(p, f, Vector512.Create(GaussianMath.L2));
        p = Fma(p, f, Vector512.Create(GaussianMath.L1));
        p = Fma(p, f, Vector512.Create(GaussianMath.L0));
        Vector512<float> log = Fma(Vector512.ConvertToSingle(exponent), Vector512.Create(GaussianMath.Ln2), Fma(f * f, p, f));
        Vector512<float> radius = Vector512.Sqrt(log * Vector512.Create(-2f));

        Vector512<uint> quadrant = (word1 + Vector512.Create(0x20000000u)) >> 30;
        Vector512<float> phi = Vector512.ConvertToSingle((word1 - (quadrant << 30)).AsInt32()) * Vector512.Create(GaussianMath.AngleStep);
        Vector512<float> y = phi * phi;
        Vector512<float> sinTail = Fma(Fma(Vector512.Create(GaussianMath.S2), y, Vector512.Create(GaussianMath.S1)), y, Vector512.Create(GaussianMath.S0));
        Vector512<float> sin = Fma(phi * y, sinTail, phi);
        Vector512<float> cosTail = Fma(Fma(Vector512.Create(GaussianMath.C2), y, Vector512.Create(GaussianMath.C1)), y, Vector512.Create(GaussianMath.C0));
        Vector512<float> cos = Fma(y * y, cosTail, Fma(y, Vector512.Create(-0.5f), one));

        Vector512<float> swap = Vector512.Equals(quadrant & Vector512<uint>.One, Vector512<uint>.One).AsSingle();
        Vector512<uint> signB = (quadrant >> 1) << 31;
        Vector512<uint> signA = ((quadrant ^ (quadrant >> 1)) & Vector512<uint>.One) << 31;
        Vector512<float> a = (Vector512.ConditionalSelect(swap, sin, cos).AsUInt32() ^ signA).AsSingle();
        Vector512<float> b = (Vector512.ConditionalSelect(swap, cos, sin).AsUInt32() ^ signB).AsSingle();
        (radius * a).Store(z0);
        (radius * b).Store(z1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Fma(Vector512<float> a, Vector512<float> b, Vector512<float> c) => Avx512F.FusedMultiplyAdd(a, b, c);

    private struct Lanes(uint c0, uint c1, uint c2, Vector512<ulong> c3)
    {
        public Vector512<ulong> C0 = Vector512.Create((ulong)c0);
        public Vector512<ulong> C1 = Vector512.Create((ulong)c1);
        public Vector512<ulong> C2 = Vector512.Create((ulong)c2);
        public Vector512<ulong> C3 = c3;
    }
}
