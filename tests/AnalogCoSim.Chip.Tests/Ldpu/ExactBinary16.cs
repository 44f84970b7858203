using System.Numerics;

namespace AnalogCoSim.Chip.Tests.Ldpu;

/// <summary>Binary16 in exact arithmetic: a second opinion, written from section 2 of src/ARCHITECTURE.md and from nothing in <c>src</c>.</summary>
/// <remarks>
/// Every finite number is a whole multiple of 2^-24, so a product and a sum are integers in units of 2^-48. Rounding looks for the neighbours among all finite patterns, whose
/// order is that of their values; there is no shifting, normalising or sticky bit that could be wrong in the same way as in the code under test.
/// </remarks>
internal static class ExactBinary16
{
    private const ushort Nan = 0x7E00;
    private const ushort Infinity = 0x7C00;
    private const ushort Sign = 0x8000;

    // Every finite pattern, and 2^16 in the place of infinity, in units of 2^-48.
    private static readonly BigInteger[] Numbers = [.. Enumerable.Range(0, Infinity + 1).Select(pattern => Units((ushort)pattern) << 24)];

    /// <summary>a * b + c with one rounding.</summary>
    /// <param name="a">Factor.</param>
    /// <param name="b">Factor.</param>
    /// <param name="c">Addend.</param>
    /// <returns>The pattern.</returns>
    public static ushort Fma(ushort a, ushort b, ushort c)
    {
        bool negative = ((a ^ b) & Sign) != 0;
        bool infinite = Magnitude(a) == Infinity || Magnitude(b) == Infinity;
        bool invalid = infinite && (Magnitude(a) == 0 || Magnitude(b) == 0);
        if (IsNan(a) || IsNan(b) || IsNan(c) || invalid || (infinite && Magnitude(c) == Infinity && negative != IsNegative(c)))
        {
            return Nan;
        }

        if (infinite || Magnitude(c) == Infinity)
        {
            return infinite ? (ushort)(Infinity | (negative ? Sign : 0)) : c;
        }

        BigInteger sum = (Units(a) * Units(b)) + (Units(c) << 24);
        bool minusZero = negative && IsNegative(c);
        return sum.IsZero ? (minusZero ? Sign : (ushort)0) : Round(sum);
    }

    /// <summary>An integer as binary16.</summary>
    /// <param name="value">Value.</param>
    /// <returns>The nearest pattern, ties to even.</returns>
    public static ushort FromInteger(int value) => Round(new BigInteger(value) << 48);

    /// <summary>Negative numbers and -0 become +0.</summary>
    /// <param name="value">Pattern.</param>
    /// <returns>Pattern; NaN stays.</returns>
    public static ushort Relu(ushort value) => !IsNan(value) && IsNegative(value) ? (ushort)0 : value;

    /// <summary>To INT8: NaN gives 0, ties to even, clamped.</summary>
    /// <param name="value">Pattern.</param>
    /// <returns>The integer.</returns>
    public static sbyte ToInt8(ushort value)
    {
        if (IsNan(value))
        {
            return 0;
        }

        if (Magnitude(value) == Infinity)
        {
            return IsNegative(value) ? sbyte.MinValue : sbyte.MaxValue;
        }

        // Twice the value in whole halves: floor(2 v) tells on which side of the tie it lies.
        BigInteger unit = BigInteger.One << 24;
        BigInteger units = Units(value);
        BigInteger floor = (units - (((units % unit) + unit) % unit)) / unit;
        int side = (2 * (units - (floor * unit))).CompareTo(unit);
        BigInteger nearest = side < 0 || (side == 0 && floor.IsEven) ? floor : floor + 1;
        return (sbyte)BigInteger.Max(-128, BigInteger.Min(127, nearest));
    }

    // Value of a finite pattern in units of 2^-24: a subnormal's fraction, or 1.fraction times a power of two.
    private static BigInteger Units(ushort bits)
    {
        int fraction = bits & 0x3FF;
        int exponent = (bits >> 10) & 31;
        BigInteger magnitude = exponent == 0 ? fraction : new BigInteger(1024 + fraction) * BigInteger.Pow(2, exponent - 1);
        return IsNegative(bits) ? -magnitude : magnitude;
    }

    // The pattern nearest to a value in units of 2^-48. 2^16 stands for infinity: what is nearer to it than to 65504, or half-way, overflows.
    private static ushort Round(BigInteger value)
    {
        BigInteger magnitude = BigInteger.Abs(value);
        int low = 0;
        int high = Infinity;
        while (high - low > 1)
        {
            int middle = (low + high) / 2;
            (low, high) = Numbers[middle] <= magnitude ? (middle, high) : (low, middle);
        }

        int side = ((2 * magnitude) - Numbers[low]).CompareTo(Numbers[high]);
        int nearest = side < 0 || (side == 0 && low % 2 == 0) ? low : high;
        return (ushort)(nearest | (value.Sign < 0 ? Sign : 0));
    }

    private static int Magnitude(ushort bits) => bits & 0x7FFF;

    private static bool IsNegative(ushort bits) => (bits & Sign) != 0;

    private static bool IsNan(ushort bits) => Magnitude(bits) > Infinity;
}
