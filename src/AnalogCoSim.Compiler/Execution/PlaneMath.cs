using AnalogCoSim.Chip.Program;
using AnalogCoSim.Compiler.Graph;

namespace AnalogCoSim.Compiler.Execution;

/// <summary>The float versions of the host steps.</summary>
internal static class PlaneMath
{
    public static void MaxPool(ReadOnlySpan<float> input, Span<float> output, FeatureShape shape, ConvolutionGeometry g)
    {
        for (int position = 0; position < g.Positions; position++)
        {
            (int y0, int y1, int x0, int x1) = Window(shape, g, position);
            float best = float.NegativeInfinity;
            for (int y = y0; y < y1; y++)
            {
                for (int x = x0; x < x1; x++)
                {
                    best = Math.Max(best, input[(y * shape.Width) + x]);
                }
            }

            output[position] = best;
        }
    }

    public static void AveragePool(ReadOnlySpan<float> input, Span<float> output, FeatureShape shape, ConvolutionGeometry g, bool includePadding)
    {
        for (int position = 0; position < g.Positions; position++)
        {
            (int y0, int y1, int x0, int x1) = Window(shape, g, position);
            double sum = 0;
            for (int y = y0; y < y1; y++)
            {
                for (int x = x0; x < x1; x++)
                {
                    sum += input[(y * shape.Width) + x];
                }
            }

            output[position] = (float)(sum / (includePadding ? (double)g.KernelHeight * g.KernelWidth : (y1 - y0) * (x1 - x0)));
        }
    }

    public static void Add(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> output)
    {
        for (int i = 0; i < output.Length; i++)
        {
            output[i] = a[i] + b[i];
        }
    }

    public static void Affine(ReadOnlySpan<float> input, Span<float> output, float[] scale, float[] shift)
    {
        int pixels = input.Length / scale.Length;
        for (int i = 0; i < output.Length; i++)
        {
            output[i] = (input[i] * scale[i / pixels]) + shift[i / pixels];
        }
    }

    public static void Relu(Span<float> values, float ceiling)
    {
        foreach (ref float value in values)
        {
            value = Math.Min(Math.Max(value, 0f), ceiling);
        }
    }

    public static void Pad(ReadOnlySpan<float> input, Span<float> output, FeatureShape from, FeatureShape to, PadLayer layer)
    {
        output.Clear();
        for (int row = 0; row < from.Channels * from.Height; row++)
        {
            int target = (((row / from.Height * to.Height) + (row % from.Height) + layer.Top) * to.Width) + layer.Left;
            input.Slice(row * from.Width, from.Width).CopyTo(output[target..]);
        }
    }

    private static (int Y0, int Y1, int X0, int X1) Window(FeatureShape shape, ConvolutionGeometry g, int position)
    {
        int top = (position / g.OutputWidth * g.StrideY) - g.PadTop;
        int left = (position % g.OutputWidth * g.StrideX) - g.PadLeft;
        return (Math.Max(top, 0), Math.Min(top + g.KernelHeight, shape.Height), Math.Max(left, 0), Math.Min(left + g.KernelWidth, shape.Width));
    }
}
