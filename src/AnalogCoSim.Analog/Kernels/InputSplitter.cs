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

    /// <summary>Writes 1 where a half is active, for the sum of conductances at the start of the window.</summary>
    public static void Activity(short* half, short* active)
    {
        for (int r = 0; r < Rows; r++)
        {
            active[r] = half[r] != 0 ? (short)1 : (short)0;
        }
    }

    private static (int Largest, int Smallest) Range(sbyte* input)
    {
        int largest = 0;
        int smallest = 0;
        for (int r = 0; r < Rows; r++)
        {
            largest = Math.Max(largest, input[r]);
            smallest = Math.Min(smallest, input[r]);
        }

        return (largest, smallest);
    }

    private static int Append(sbyte* input, int sign, int magnitude, Scratch scratch)
    {
        int half = scratch.Count++;
        int shift = Math.Max(0, 32 - System.Numerics.BitOperations.LeadingZeroCount((uint)(magnitude * magnitude)) - 7);
        int rounding = shift > 0 ? 1 << (shift - 1) : 0;
        short* x = scratch.Inputs + (half * Rows);
        byte* squares = scratch.Squares + (half * Rows);
        for (int r = 0; r < Rows; r++)
        {
            int value = Math.Max((int)input[r], -127);
            value = sign == 0 ? value : Math.Max(0, sign * value);
            x[r] = (short)value;
            squares[r] = (byte)Math.Min(127, ((value * value) + rounding) >> shift);
        }

        scratch.Shifts[half] = shift;
        return half;
    }
}
