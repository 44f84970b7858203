using System.Numerics;
using AnalogCoSim.Analog.Operation;

namespace AnalogCoSim.Analog.Kernels;

/// <summary>Brings the halves of one MVM together to its net product and variance.</summary>
internal static unsafe class NetCharge
{
    private const int Columns = AnalogGeometry.Columns;

    /// <summary>Writes the net products and variances of an item.</summary>
    /// <returns>Factor of the variances; 0 where there is no input at all.</returns>
    public static float Gather(Scratch scratch, int item, bool split, int* products, int* variances)
    {
        int up = scratch.HalfOf[2 * item];
        int down = split ? scratch.HalfOf[(2 * item) + 1] : -1;
        int shift = Math.Max(up < 0 ? 0 : scratch.Shifts[up], down < 0 ? 0 : scratch.Shifts[down]);
        int* first = up < 0 ? null : scratch.Products(0) + (up * Columns);
        int* second = down < 0 ? null : scratch.Products(1) + (down * Columns);
        Combine(first, second, 0, 0, subtract: true, products);
        if (variances != null)
        {
            int* firstVariance = up < 0 ? null : scratch.Variances(0) + (up * Columns);
            int* secondVariance = down < 0 ? null : scratch.Variances(0) + (down * Columns);
            int firstShift = up < 0 ? 0 : shift - scratch.Shifts[up];
            int secondShift = down < 0 ? 0 : shift - scratch.Shifts[down];
            Combine(firstVariance, secondVariance, firstShift, secondShift, subtract: false, variances);
        }

        return up < 0 && down < 0 ? 0f : BitConverter.Int32BitsToSingle((127 + shift) << 23);
    }

    /// <summary>Noise charge of each column in product steps; does nothing without a place to put it.</summary>
    public static void Noise(int* variances, float factor, NetTable table, float* z, float* noise, int columns)
    {
        for (int c = 0; c < columns && noise != null; c++)
        {
            noise[c] = z[c] * (MathF.Sqrt(variances[c] * factor) * table.Noise[c]);
        }
    }

    private static void Combine(int* first, int* second, int firstShift, int secondShift, bool subtract, int* result)
    {
        for (int c = 0; c < Columns; c += Vector<int>.Count)
        {
            Vector<int> a = first == null ? Vector<int>.Zero : Vector.ShiftRightArithmetic(Vector.Load(first + c), firstShift);
            Vector<int> b = second == null ? Vector<int>.Zero : Vector.ShiftRightArithmetic(Vector.Load(second + c), secondShift);
            (subtract ? a - b : a + b).Store(result + c);
        }
    }
}
