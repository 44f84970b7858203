using AnalogCoSim.Chip.Program;
using AnalogCoSim.Core.Numerics;

namespace AnalogCoSim.Chip.Host;

/// <summary>Max and average pooling on INT8 tensors in CHW order.</summary>
internal static class Pooling
{
    /// <summary>Max pooling; windows are cut at the border, so padding never wins.</summary>
    public static void Max(ConvolutionGeometry geometry, TensorSpec from, ReadOnlySpan<sbyte> input, Span<sbyte> output)
    {
        int k = 0;
        for (int channel = 0; channel < from.Channels; channel++)
        {
            ReadOnlySpan<sbyte> plane = input.Slice(channel * from.Height * from.Width, from.Height * from.Width);
            for (int oy = 0; oy < geometry.OutputHeight; oy++)
            {
                (int y0, int y1) = Window(oy, geometry.StrideY, geometry.PadTop, geometry.KernelHeight, from.Height);
                for (int ox = 0; ox < geometry.OutputWidth; ox++, k++)
                {
                    (int x0, int x1) = Window(ox, geometry.StrideX, geometry.PadLeft, geometry.KernelWidth, from.Width);
                    output[k] = MaxOf(plane, from.Width, y0, y1, x0, x1);
                }
            }
        }
    }

    /// <summary>Average pooling: <c>clamp(rne(sum * scaleIn / (scaleOut * count)))</c>; count is the kernel size or the elements inside the tensor.</summary>
    public static void Average(AveragePoolStep step, TensorSpec from, TensorSpec to, ReadOnlySpan<sbyte> input, Span<sbyte> output)
    {
        ConvolutionGeometry geometry = step.Geometry;
        int k = 0;
        for (int channel = 0; channel < from.Channels; channel++)
        {
            ReadOnlySpan<sbyte> plane = input.Slice(channel * from.Height * from.Width, from.Height * from.Width);
            for (int oy = 0; oy < geometry.OutputHeight; oy++)
            {
                (int y0, int y1) = Window(oy, geometry.StrideY, geometry.PadTop, geometry.KernelHeight, from.Height);
                for (int ox = 0; ox < geometry.OutputWidth; ox++, k++)
                {
                    (int x0, int x1) = Window(ox, geometry.StrideX, geometry.PadLeft, geometry.KernelWidth, from.Width);
                    long count = step.CountIncludesPadding ? (long)geometry.KernelHeight * geometry.KernelWidth : (y1 - y0) * (x1 - x0);
                    double multiplier = (double)from.Scale / ((double)to.Scale * Math.Max(count, 1));
                    output[k] = Quantiser.ToInt8(SumOf(plane, from.Width, y0, y1, x0, x1) * multiplier);
                }
            }
        }
    }

    private static (int First, int End) Window(int output, int stride, int pad, int kernel, int size)
    {
        int start = (output * stride) - pad;
        int first = Math.Clamp(start, 0, size);
        return (first, Math.Clamp(start + kernel, first, size));
    }

    private static sbyte MaxOf(ReadOnlySpan<sbyte> plane, int width, int y0, int y1, int x0, int x1)
    {
        sbyte best = sbyte.MinValue;
        for (int y = y0; y < y1; y++)
        {
            foreach (sbyte value in plane.Slice((y * width) + x0, x1 - x0))
            {
                best = Math.Max(best, value);
            }
        }

        return best;
    }

    private static int SumOf(ReadOnlySpan<sbyte> plane, int width, int y0, int y1, int x0, int x1)
    {
        int sum = 0;
        for (int y = y0; y < y1; y++)
        {
            foreach (sbyte value in plane.Slice((y * width) + x0, x1 - x0))
            {
                sum += value;
            }
        }

        return sum;
    }
}
