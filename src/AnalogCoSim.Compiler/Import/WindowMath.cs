using AnalogCoSim.Chip.Program;
using AnalogCoSim.Compiler.Graph;

namespace AnalogCoSim.Compiler.Import;

/// <summary>Strides, padding and output extents of convolutions and pooling, as the ONNX operators define them.</summary>
internal static class WindowMath
{
    public static ConvolutionGeometry Geometry(NodeView node, FeatureShape shape, int kernelHeight, int kernelWidth, bool ceiling)
    {
        int[] strides = node.Window("strides", 2, 1) ?? [1, 1];
        int[] pads = node.Window("pads", 4, 0) ?? [0, 0, 0, 0];
        string auto = node.Text("auto_pad", "NOTSET");
        (int top, int outputHeight) = Extent(auto, shape.Height, kernelHeight, strides[0], pads[0], pads[2], ceiling);
        (int left, int outputWidth) = Extent(auto, shape.Width, kernelWidth, strides[1], pads[1], pads[3], ceiling);
        return outputHeight > 0 && outputWidth > 0
            ? new ConvolutionGeometry(kernelHeight, kernelWidth, strides[0], strides[1], top, left, outputHeight, outputWidth)
            : throw node.BadShape("The window is larger than the image.", $"at most {shape.Height}x{shape.Width} with padding", $"{kernelHeight}x{kernelWidth}");
    }

    private static (int Before, int Output) Extent(string auto, int size, int kernel, long stride, long before, long after, bool ceiling)
    {
        if (auto is "SAME_UPPER" or "SAME_LOWER")
        {
            long output = (size + stride - 1) / stride;
            long total = Math.Max(0, ((output - 1) * stride) + kernel - size);
            return ((int)(auto == "SAME_UPPER" ? total / 2 : (total + 1) / 2), (int)output);
        }

        (before, after) = auto == "VALID" ? (0, 0) : (before, after);
        long span = size + before + after - kernel;
        if (span < 0)
        {
            return (0, 0);
        }

        long count = (ceiling ? (span + stride - 1) / stride : span / stride) + 1;
        // A window that would start in the padding behind the image is left out (ONNX, ceil_mode).
        count -= ceiling && (count - 1) * stride >= size + before ? 1 : 0;
        return ((int)before, (int)count);
    }
}
