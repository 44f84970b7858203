using System.Runtime.CompilerServices;

namespace AnalogCoSim.Analog.Kernels;

/// <summary>Box-Muller in single precision with fixed operations, so that every width gives the same bits.</summary>
/// <remarks>
/// The radius uses 24 bits, so |z| reaches 5.77. Logarithm: own Chebyshev fit of (ln(1+f) - f) / f² on [sqrt(1/2)-1, sqrt(2)-1], error 4e-7 relative;
/// sine and cosine: own fits on [-pi/4, pi/4], error 1e-8. All products and sums are fused or single, never regrouped.
/// </remarks>
internal static class GaussianMath
{
    public const float L0 = -0.5000008344650269f;
    public const float L1 = 0.3333435356616974f;
    public const float L2 = -0.24983447790145874f;
    public const float L3 = 0.19918212294578552f;
    public const float L4 = -0.17102107405662537f;
    public const float L5 = 0.16080349683761597f;
    public const float L6 = -0.1043441966176033f;
    public const float Ln2 = 0.6931471805599453f;
    public const float S0 = -0.166666641831398f;
    public const float S1 = 0.008332748897373676f;
    public const float S2 = -0.00019587956194300205f;
    public const float C0 = 0.0416666641831398f;
    public const float C1 = -0.001388830365613103f;
    public const float C2 = 2.4547996872570366e-05f;
    public const float AngleStep = (float)(2.0 * Math.PI / 4294967296.0);
    public const float RadiusStep = 1f / 16777216f;
    public const int SqrtHalfBits = 0x3F3504F3;

    /// <summary>Two independent standard normal numbers from two words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (float Z0, float Z1) Pair(uint word0, uint word1)
    {
        float radius = MathF.Sqrt(-2f * LogOfUnit(((int)(word0 >> 8) + 1) * RadiusStep));
        uint quadrant = (word1 + 0x20000000u) >> 30;
        float phi = (int)(word1 - (quadrant << 30)) * AngleStep;
        float y = phi * phi;
        float sinTail = MathF.FusedMultiplyAdd(MathF.FusedMultiplyAdd(S2, y, S1), y, S0);
        float sin = MathF.FusedMultiplyAdd(phi * y, sinTail, phi);
        float cosTail = MathF.FusedMultiplyAdd(MathF.FusedMultiplyAdd(C2, y, C1), y, C0);
        float cos = MathF.FusedMultiplyAdd(y * y, cosTail, MathF.FusedMultiplyAdd(y, -0.5f, 1f));
        bool swap = (quadrant & 1) != 0;
        float a = swap ? sin : cos;
        float b = swap ? cos : sin;
        a = (quadrant == 1 || quadrant == 2) ? -a : a;
        b = quadrant >= 2 ? -b : b;
        return (radius * a, radius * b);
    }

    /// <summary>ln u for u in (0, 1].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float LogOfUnit(float u)
    {
        int bits = BitConverter.SingleToInt32Bits(u);
        int exponent = (bits - SqrtHalfBits) >> 23;
        float f = BitConverter.Int32BitsToSingle(bits - (exponent << 23)) - 1f;
        float p = MathF.FusedMultiplyAdd(L6, f, L5);
        p = MathF.FusedMultiplyAdd(p, f, L4);
        p = MathF.FusedMultiplyAdd(p, f, L3);
        p = MathF.FusedMultiplyAdd(p, f, L2);
        p = MathF.FusedMultiplyAdd(p, f, L1);
        p = MathF.FusedMultiplyAdd(p, f, L0);
        float ln1p = MathF.FusedMultiplyAdd(f * f, p, f);
        return MathF.FusedMultiplyAdd(exponent, Ln2, ln1p);
    }
}
