using AnalogCoSim.Bench.Data;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Bench.Running;

/// <summary>Turns images into INT8 input tensors: <c>q = clamp(rne((x - mean[c]) / std[c] / scale), -128, 127)</c>, in binary64.</summary>
internal static class InputQuantiser
{
    /// <summary>Encodes a stretch of images.</summary>
    /// <param name="program">Program, for encoding and scale.</param>
    /// <param name="images">Images.</param>
    /// <param name="first">Position of the first one.</param>
    /// <param name="count">Images.</param>
    /// <returns>Shape [count, input length].</returns>
    public static sbyte[] Encode(ChipProgram program, ImageSet images, int first, int count)
    {
        TensorSpec tensor = program.Tensors[0];
        sbyte[] encoded = new sbyte[count * tensor.Length];
        int plane = tensor.Height * tensor.Width;
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<float> image = images.Image(first + i);
            for (int k = 0; k < image.Length; k++)
            {
                int c = k / plane;
                double real = ((double)image[k] - At(program.Input.Mean, c)) / At(program.Input.Std, c) / tensor.Scale;
                encoded[(i * tensor.Length) + k] = (sbyte)Math.Clamp(Math.Round(real, MidpointRounding.ToEven), -128.0, 127.0);
            }
        }

        return encoded;
    }

    /// <summary>Throws ACS0303 unless images have the network's input shape.</summary>
    /// <param name="channels">Channels of the network's input.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="images">Images.</param>
    /// <param name="network">Name of the network.</param>
    public static void CheckShape(int channels, int height, int width, ImageSet images, string network)
    {
        bool same = (channels, height, width) == (images.Channels, images.Height, images.Width);
        if (!same && channels * height * width != images.Length)
        {
            throw new AcsException(
                ErrorCode.ArrayMismatch,
                "The images do not fit the network's input.",
                $"{images.Source} and {network}",
                $"{channels} x {height} x {width}",
                $"{images.Channels} x {images.Height} x {images.Width}",
                "Choose data of the network's input shape.");
        }
    }

    private static float At(IReadOnlyList<float> values, int channel) => values[Math.Min(channel, values.Count - 1)];
}
