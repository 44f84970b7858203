using System.Numerics;

namespace AnalogCoSim.Core.Tests.Numerics;

/// <summary>Binary16 in integer arithmetic on multiples of 2^-48: slow, obvious, and independent of floating point.</summary>
internal static class ExactHalf
{
    private const int Scale = 48;

    /// <summary>Rounds a*b + c once; operands must be finite.</summary>
    public static ushort Fma(ushort a, ushort b, ushort c)
    {
        BigInteger product = Units(a) * Units(b);
        BigInteger addend = Units(c) << (Scale - 24);
        BigInteger sum = product + addend;
        bool negative = sum.Sign < 0 || (sum.IsZero && IsNegative(c) && (IsNegative(a) != IsNegative(b)));
        return Round(BigInteger.Abs(sum), negative);
    }

    /// <summary>Rounds an integer.</summary>
    public static ushort FromInteger(long value) => Round(BigInteger.Abs(value) << Scale, value < 0);

    public static bool IsFinite(ushort bits) => (bits & 0x7C00) != 0x7C00;

    private static bool IsNegative(ushort bits) => (bits & 0x8000) != 0;

    /// <summary>The value in multiples of 2^-24.</summary>
    private static BigInteger Units(ushort bits)
    {
        int exponent = (bits >> 10) & 0x1F;
        int fraction = bits & 0x3FF;
        BigInteger magnitude = exponent == 0 ? fraction : (BigInteger)(fraction | 0x400) << (exponent - 1);
        return IsNegative(bits) ? -magnitude : magnitude;
    }

    private static ushort Round(BigInteger magnitude, bool negative)
    {
        int sign = negative ? 0x8000 : 0;
        int leading = (int)magnitude.GetBitLength() - 1 - Scale;
        int quantum = Math.Max(leading, -14) - 10 + Scale;
        BigInteger quotient = magnitude >> quantum;
        BigInteger rest = magnitude - (quotient << quantum);
        BigInteger half = BigInteger.One << (quantum - 1);
        quotient += rest > half || (rest == half && !quotient.IsEven) ? 1 : 0;
        if (quotient < 1024)
        {
            return (ushort)(sign | (int)quotient);
        }

        int biased = quantum - Scale + 10 + 15;
        // 2048 carries into the exponent by itself.
        int bits = (biased << 10) + (int)quotient - 1024;
        return (ushort)(sign | Math.Min(bits, 0x7C00));
    }
}
