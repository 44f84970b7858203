using System.Runtime.CompilerServices;

namespace AnalogCoSim.Core.Numerics;

/// <summary>Bit-exact IEEE 754 binary16 arithmetic on raw bit patterns: the chip's FP16.</summary>
/// <remarks>
/// Round to nearest even, subnormals kept, one rounding per operation, every NaN result is <see cref="CanonicalNaN"/>.
/// Sums of an exact product (22 significant bits) and a binary16 number are formed in binary64: rounding first to 53 and then to
/// 11 bits is innocuous, because a result near a rounding midpoint of binary16 needs at most 33 bits below its leading one.
/// </remarks>
public static class Binary16
{
    /// <summary>The one NaN that operations return.</summary>
    public const ushort CanonicalNaN = 0x7E00;

    /// <summary>Positive one.</summary>
    public const ushort One = 0x3C00;

    /// <summary>The sign bit.</summary>
    public const ushort SignBit = 0x8000;

    /// <summary>The number a bit pattern stands for.</summary>
    /// <param name="bits">Bit pattern.</param>
    /// <returns>The exact value.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double ToDouble(ushort bits) => (double)BitConverter.UInt16BitsToHalf(bits);

    /// <summary>Rounds a binary64 number once.</summary>
    /// <param name="value">Any number.</param>
    /// <returns>Nearest binary16, ties to even; overflow gives an infinity; NaN is canonical.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ushort FromDouble(double value) =>
        double.IsNaN(value) ? CanonicalNaN : BitConverter.HalfToUInt16Bits((Half)value);

    /// <summary>Whether a bit pattern is a NaN.</summary>
    /// <param name="bits">Bit pattern.</param>
    /// <returns>True for any NaN.</returns>
    public static bool IsNaN(ushort bits) => (bits & 0x7FFF) > 0x7C00;

    /// <summary>Fused multiply-add a*b + c with a single rounding.</summary>
    /// <param name="a">Factor.</param>
    /// <param name="b">Factor.</param>
    /// <param name="c">Addend.</param>
    /// <returns>Rounded result.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ushort Fma(ushort a, ushort b, ushort c) => FromDouble((ToDouble(a) * ToDouble(b)) + ToDouble(c));

    /// <summary>Sum with a single rounding.</summary>
    /// <param name="a">Addend.</param>
    /// <param name="b">Addend.</param>
    /// <returns>Rounded result.</returns>
    public static ushort Add(ushort a, ushort b) => FromDouble(ToDouble(a) + ToDouble(b));

    /// <summary>Product with a single rounding.</summary>
    /// <param name="a">Factor.</param>
    /// <param name="b">Factor.</param>
    /// <returns>Rounded result.</returns>
    public static ushort Multiply(ushort a, ushort b) => FromDouble(ToDouble(a) * ToDouble(b));

    /// <summary>Flips the sign bit, also of zero and NaN.</summary>
    /// <param name="a">Operand.</param>
    /// <returns>-a.</returns>
    public static ushort Negate(ushort a) => (ushort)(a ^ SignBit);

    /// <summary>Rectifies: any number with the sign bit set becomes +0; NaN stays NaN.</summary>
    /// <param name="a">Operand.</param>
    /// <returns>max(a, +0).</returns>
    public static ushort Relu(ushort a) => IsNaN(a) ? CanonicalNaN : (a & SignBit) != 0 ? (ushort)0 : a;

    /// <summary>Converts an integer (<c>i2f</c>).</summary>
    /// <param name="value">Any 32-bit integer.</param>
    /// <returns>Nearest binary16, ties to even; beyond 65519 an infinity.</returns>
    public static ushort FromInt32(int value) => FromDouble(value);

    /// <summary>Converts to INT8 (<c>f2i</c>) by the rule of <see cref="Quantiser.ToInt8"/>.</summary>
    /// <param name="a">Operand.</param>
    /// <returns>INT8.</returns>
    public static sbyte ToInt8(ushort a) => Quantiser.ToInt8(ToDouble(a));

    /// <summary>Converts to a 32-bit integer, round to nearest even.</summary>
    /// <param name="a">Operand.</param>
    /// <param name="value">The integer; 0 where it is not representable.</param>
    /// <returns>False for NaN and infinities, which have no integer.</returns>
    public static bool TryToInt32(ushort a, out int value)
    {
        double number = ToDouble(a);
        bool finite = double.IsFinite(number);
        value = finite ? (int)Math.Round(number, MidpointRounding.ToEven) : 0;
        return finite;
    }
}
