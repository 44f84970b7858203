using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AnalogCoSim.Chip.Ldpu;

/// <summary>The LDPU on four columns at once in binary64 lanes.</summary>
/// <remarks>
/// A product of two binary16 numbers is exact in binary64, and rounding product plus addend first to 53 and then to 11 bits is innocuous
/// (see <see cref="Core.Numerics.Binary16"/>), so each stage is one multiply-add and one rounding to the binary16 grid. Lanes do not keep the sign of zero:
/// no later stage divides, so it never reaches the INT8 result.
/// </remarks>
internal static class LdpuKernel256
{
    private const int Lanes = 4;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(LdpuLanes lanes, ref ushort p, ref ushort n, ref sbyte rx, ref sbyte q, int columns)
    {
        bool relu1 = lanes.Registers.Relu1;
        bool relu2 = lanes.Registers.Relu2;
        bool combine = lanes.Registers.Combine;
        Vector256<double> rxScale = Vector256.Create(lanes.RxScale);
        for (int c = 0; c < columns; c += Lanes)
        {
            Vector256<double> t = Round(Fma(LoadCounts(ref n, c), Load(lanes.NegatedScaleN, c), Load(lanes.Offset, c)));
            Vector256<double> y = Round(Fma(LoadCounts(ref p, c), Load(lanes.ScaleP, c), t));
            Vector256<double> v = Round(Fma(y, Load(lanes.AffineScale, c), Load(lanes.AffineOffset, c)));
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
    internal static Vector256<double> Round(Vector256<double> x)
    {
        Vector256<long> exponent = Vector256.Max(x.AsInt64() & Vector256.Create(0x7FF0_0000_0000_0000L), Vector256.Create((1023L - 14) << 52));
        Vector256<double> magic = ((exponent + Vector256.Create(42L << 52)) | Vector256.Create(1L << 51)).AsDouble();
        Vector256<double> rounded = (x + magic) - magic;
        Vector256<double> overflow = Vector256.GreaterThanOrEqual(Vector256.Abs(x), Vector256.Create(65520.0));
        return Vector256.ConditionalSelect(overflow, x * double.PositiveInfinity, rounded);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Fma(Vector256<double> a, Vector256<double> b, Vector256<double> c) => Vector256.FusedMultiplyAdd(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Relu(Vector256<double> x) =>
        Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256<double>.Zero), Vector256<double>.Zero, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Load(double[] values, int column) => Vector256.LoadUnsafe(ref values[0], (nuint)column);

    /// <summary>Four counts as binary16: those from 2048 on lose their last bit, ties to even.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> LoadCounts(ref ushort counts, int column)
    {
        long four = Unsafe.ReadUnaligned<long>(ref Unsafe.As<ushort, byte>(ref Unsafe.Add(ref counts, column)));
        Vector128<int> n = Sse41.ConvertToVector128Int32(Vector128.CreateScalar(four).AsUInt16());
        Vector128<int> lastBit = Vector128.GreaterThan(n, Vector128.Create(2047)) & Vector128<int>.One;
        n = Vector128.AndNot(n + ((n >>> 1) & lastBit), lastBit);
        return Avx.ConvertToVector256Double(n);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> LoadInt8(ref sbyte values, int column)
    {
        int four = Unsafe.ReadUnaligned<int>(ref Unsafe.As<sbyte, byte>(ref Unsafe.Add(ref values, column)));
        return Avx.ConvertToVector256Double(Sse41.ConvertToVector128Int32(Vector128.CreateScalar(four).AsSByte()));
    }

    /// <summary>Clamps, converts with rounding to nearest even, and narrows; NaN becomes 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreInt8(Vector256<double> x, ref sbyte outputs, int column)
    {
        x = Vector256.ConditionalSelect(Vector256.Equals(x, x), x, Vector256<double>.Zero);
        x = Vector256.MinNative(Vector256.MaxNative(x, Vector256.Create(-128.0)), Vector256.Create(127.0));
        Vector128<int> integers = Avx.ConvertToVector128Int32(x);
        Vector128<short> words = Sse2.PackSignedSaturate(integers, integers);
        int four = Sse2.PackSignedSaturate(words, words).AsInt32().ToScalar();
        Unsafe.WriteUnaligned(ref Unsafe.As<sbyte, byte>(ref Unsafe.Add(ref outputs, column)), four);
    }
}
