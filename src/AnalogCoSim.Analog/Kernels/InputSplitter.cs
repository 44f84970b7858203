using System.Numerics;
using System.Runtime.CompilerServices;
using AnalogCoSim.Analog.Operation;

namespace AnalogCoSim.Analog.Kernels;

/// <summary>Splits INT8 inputs into the non-negative halves that a phase applies, and scales their squares to 7 bits.</summary>
internal static unsafe class InputSplitter
{
    private const int Rows = AnalogGeometry.Rows;

    /// <summary>Appends the +x and -x halves of one input vector, those that are not all zero.</summary>
    public static void Split(sbyte* input, int item, Scratch scratch)
    {
        var (largest, smallest) = Range(input);
        scratch.HalfOf[2 * item] = largest > 0 ? Append(input, 1, largest, scratch) : -1;
        scratch.HalfOf[(2 * item) + 1] = smallest < 0 ? Append(input, -1, Math.Min(127, -smallest), scratch) : -1;
    }

    /// <summary>Appends the whole signed vector as one half.</summary>
    public static void Whole(sbyte* input, int item, Scratch scratch)
    {
        var (largest, smallest) = Range(input);
        int magnitude = Math.Min(127, Math.Max(largest, -smallest));
        scratch.HalfOf[2 * item] = magnitude > 0 ? Append(input, 0, magnitude, scratch) : -1;
        scratch.HalfOf[(2 * item) + 1] = -1;
    }

    /// <summary>Writes 1 where a half is active.</summary>
    public static void Activity(short* half, byte* active)
    {
        for (int r = 0; r < Rows; r += Vector<byte>.Count)
        {
            Vector<short> low = Vector.Min(Vector.Load(half + r), Vector<short>.One);
            Vector<short> high = Vector.Min(Vector.Load(half + r + Vector<short>.Count), Vector<short>.One);
            Vector.Narrow(low.As<short, ushort>(), high.As<short, ushort>()).Store(active + r);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (int Largest, int Smallest) Range(sbyte* input)
    {
        Vector<sbyte> largest = Vector<sbyte>.Zero;
        Vector<sbyte> smallest = Vector<sbyte>.Zero;
        for (int r = 0; r < Rows; r += Vector<sbyte>.Count)
        {
            Vector<sbyte> value = Vector.Load(input + r);
            largest = Vector.Max(largest, value);
            smallest = Vector.Min(smallest, value);
        }

        int high = 0;
        int low = 0;
        for (int i = 0; i < Vector<sbyte>.Count; i++)
        {
            high = Math.Max(high, largest[i]);
            low = Math.Min(low, smallest[i]);
        }

        return (high, low);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Append(sbyte* input, int sign, int magnitude, Scratch scratch)
    {
        int half = scratch.Add();
        int shift = Math.Max(0, 32 - BitOperations.LeadingZeroCount((uint)(magnitude * magnitude)) - 7);
        var rounding = new Vector<short>((short)(shift > 0 ? 1 << (shift - 1) : 0));
        var floor = new Vector<short>((short)(sign == 0 ? -127 : 0));
        short* x = scratch.Inputs + (half * Rows);
        byte* squares = scratch.Squares + (half * Rows);
        for (int r = 0; r < Rows; r += Vector<sbyte>.Count)
        {
            Vector.Widen(Vector.Load(input + r), out Vector<short> low, out Vector<short> high);
            low = Shape(low, sign, floor);
            high = Shape(high, sign, floor);
            low.Store(x + r);
            high.Store(x + r + Vector<short>.Count);
            Vector.Narrow(Square(low, shift, rounding), Square(high, shift, rounding)).Store(squares + r);
        }

        scratch.Shifts[half] = shift;
        return half;
    }

    private static Vector<short> Shape(Vector<short> value, int sign, Vector<short> floor)
    {
        value = Vector.Max(value, new Vector<short>(-127));
        return Vector.Max(sign < 0 ? -value : value, floor);
    }

    private static Vector<ushort> Square(Vector<short> value, int shift, Vector<short> rounding)
    {
        Vector<short> square = Vector.ShiftRightLogical((value * value) + rounding, shift);
        return Vector.Min(square, new Vector<short>(127)).As<short, ushort>();
    }
}
