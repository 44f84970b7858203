using AnalogCoSim.Chip.Program;
using AnalogCoSim.Compiler.Graph;

namespace AnalogCoSim.Compiler.Execution;

/// <summary>Gathers im2col columns of a batch of images; column <c>image * positions + position</c>.</summary>
internal static unsafe class Im2Col
{
    private const int StackInts = 4096;

    /// <summary>Fills one panel.</summary>
    /// <param name="images">Shape [images, channels, height, width].</param>
    /// <param name="shape">Shape of one image.</param>
    /// <param name="geometry">Kernel, stride and padding.</param>
    /// <param name="columns">The columns to gather, at most 32; missing ones become 0.</param>
    /// <param name="panel">Shape [rows, 32].</param>
    public static void Fill(float* images, FeatureShape shape, ConvolutionGeometry geometry, ReadOnlySpan<long> columns, float* panel)
    {
        int taps = geometry.KernelHeight * geometry.KernelWidth;
        Span<int> offsets = taps * GemmKernel.Width <= StackInts ? stackalloc int[taps * GemmKernel.Width] : new int[taps * GemmKernel.Width];
        Span<long> bases = stackalloc long[GemmKernel.Width];
        offsets.Fill(-1);
        for (int j = 0; j < columns.Length; j++)
        {
            (long image, long position) = Math.DivRem(columns[j], geometry.Positions);
            bases[j] = image * shape.Length;
            Offsets(shape, geometry, (int)position, offsets[j..]);
        }

        for (int channel = 0; channel < shape.Channels; channel++)
        {
            float* plane = images + ((long)channel * shape.Pixels);
            for (int k = 0; k < taps; k++, panel += GemmKernel.Width)
            {
                Span<int> tap = offsets.Slice(k * GemmKernel.Width, GemmKernel.Width);
                for (int j = 0; j < GemmKernel.Width; j++)
                {
                    panel[j] = tap[j] < 0 ? 0f : plane[bases[j] + tap[j]];
                }
            }
        }
    }

    private static void Offsets(FeatureShape shape, ConvolutionGeometry geometry, int position, Span<int> offsets)
    {
        int top = (position / geometry.OutputWidth * geometry.StrideY) - geometry.PadTop;
        int left = (position % geometry.OutputWidth * geometry.StrideX) - geometry.PadLeft;
        for (int ky = 0; ky < geometry.KernelHeight; ky++)
        {
            for (int kx = 0; kx < geometry.KernelWidth; kx++)
            {
                bool inside = (uint)(top + ky) < (uint)shape.Height && (uint)(left + kx) < (uint)shape.Width;
                offsets[((ky * geometry.KernelWidth) + kx) * GemmKernel.Width] = inside ? ((top + ky) * shape.Width) + left + kx : -1;
            }
        }
    }
}
