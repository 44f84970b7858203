using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AnalogCoSim.Chip.Ldpu;

/// <summary>The LDPU on eight columns at once in binary64 lanes.</summary>
/// <remarks>
/// A product of two binary16 numbers is exact in binary64, and rounding product plus addend first to 53 and then to 11 bits is innocuous
/// (see <see cref="Core.Numerics.Binary16"/>), so each stage is one multiply-add and one rounding to the binary16 grid. Lanes do not keep the sign of zero:
/// no later stage divides, so it never reaches the INT8 result.
/// </remarks>
internal static class LdpuKernel512
{
    private const int Lanes = 8;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(LdpuLanes lanes, ref ushort p, ref ushort n, ref sbyte rx, ref sbyte q, int columns)
    {
        bool relu1 = lanes.Registers.Relu1;
        bool relu2 = lanes.Registers.Relu2;
        bool combine = lanes.Registers.Combine;
        Vector512<double> rxScale = Vector512.Create(lanes.RxScale);
        for (int c = 0; c < columns; c += Lanes)
        {
            Vector512<double> t = Round(Fma(LoadCounts(ref n, c), Load(lanes.NegatedScaleN, c), Load(lanes.Offset, c)));
            Vector512<double> y = Round(Fma(LoadCounts(ref p, c), Load(lanes.ScaleP, c), t));
            Vector512<double> v = Round(Fma(y, Load(lanes.AffineScale, c), Load(lanes.AffineOffset, c)));
            v = relu1 ? Relu(v) : v;
            if (combine)
            {
                v = Round(Fma(LoadInt8(ref rx, c), rxScale, v));
            }

            v = relu2 ? Relu(v) : v;
            StoreInt8(v, ref q, c);
        }
    }

    /// <summary>
    /// Rounds each lane to binary16. Adding 1.5 * 2^(e + 42), e the lane's exponent but at least -14, leaves 52 - 42 = 10 fraction bits (fewer below the normal
    /// range: subnormals), rounded to nearest even by the addition itself; subtracting it again is exact. Lanes from 65520 on become infinities; NaN stays NaN.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<double> Round(Vector512<double> x)
    {
        Vector512<long> exponent = Vector512.Max(x.AsInt64() & Vector512.Create(0x7FF0_0000_0000_0000L), Vector512.Create((1023L - 14) << 52));
        Vector512<double> magic = ((exponent + Vector512.Create(42L << 52)) | Vector512.Create(1L << 51)).AsDouble();
        Vector512<double> rounded = (x + magic) - magic;
        Vector512<double> overflow = Vector512.GreaterThanOrEqual(Vector512.Abs(x), Vector512.Create(65520.0));
        return Vector512.ConditionalSelect(overflow, x * double.PositiveInfinity, rounded);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Fma(Vector512<double> a, Vector512<double> b, Vector512<double> c) => Vector512.FusedMultiplyAdd(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Relu(Vector512<double> x) =>
        Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<double>.Zero), Vector512<double>.Zero, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Load(double[] values, int column) => Vector512.LoadUnsafe(ref values[0], (nuint)column);

    /// <summary>Eight counts as binary16: those from 2048 on lose their last bit, ties to even.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> LoadCounts(ref ushort counts, int column)
    {
        Vector128<ushort> n = Vector128.LoadUnsafe(ref counts, (nuint)column);
        Vector128<ushort> lastBit = Vector128.GreaterThan(n, Vector128.Create((ushort)2047)) & Vector128<ushort>.One;
        n = Vector128.AndNot(n + ((n >>> 1) & lastBit), lastBit);
        return Avx512F.ConvertToVector512Double(Avx2.ConvertToVector256Int32(n));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> LoadInt8(ref sbyte values, int column)
    {
        long eight = Unsafe.ReadUnaligned<long>(ref Unsafe.As<sbyte, byte>(ref Unsafe.Add(ref values, column)));
        return Avx512F.ConvertToVector512Double(Avx2.ConvertToVector256Int32(Vector128.CreateScalar(eight).AsSByte()));
    }

    /// <summary>Clamps, rounds to nearest even in the low mantissa bits of 1.5 * 2^52, and narrows; NaN becomes 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreInt8(Vector512<double> x, ref sbyte outputs, int column)
    {
        x = Vector512.ConditionalSelect(Vector512.Equals(x, x), x, Vector512<double>.Zero);
        x = Vector512.MinNative(Vector512.MaxNative(x, Vector512.Create(-128.0)), Vector512.Create(127.0));
        Vector512<long> integers = (x + Vector512.Create(6755399441055744.0)).AsInt64();
        long eight = Avx512F.ConvertToVector128SByte(integers).AsInt64().ToScalar();
        Unsafe.WriteUnaligned(ref Unsafe.As<sbyte, byte>(ref Unsafe.Add(ref outputs, column)), eight);
    }
}
