using AnalogCoSim.Core.Numerics;

namespace AnalogCoSim.Chip.Host;

/// <summary>Element-wise host arithmetic on INT8 tensors.</summary>
internal static class ElementWise
{
    public static void Add(ReadOnlySpan<sbyte> a, double factorA, ReadOnlySpan<sbyte> b, double factorB, bool relu, Span<sbyte> output)
    {
        for (int k = 0; k < output.Length; k++)
        {
            sbyte sum = Quantiser.ToInt8((a[k] * factorA) + (b[k] * factorB));
            output[k] = relu ? Math.Max(sum, (sbyte)0) : sum;
        }
    }

    public static void Rescale(ReadOnlySpan<sbyte> input, double factor, bool relu, Span<sbyte> output)
    {
        Span<sbyte> table = stackalloc sbyte[256];
        for (int value = -128; value < 128; value++)
        {
            sbyte scaled = Quantiser.ToInt8(value * factor);
            table[value & 0xFF] = relu ? Math.Max(scaled, (sbyte)0) : scaled;
        }

        for (int k = 0; k < output.Length; k++)
        {
            output[k] = table[input[k] & 0xFF];
        }
    }
}
