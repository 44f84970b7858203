using AnalogCoSim.Bench.Data;
using AnalogCoSim.Chip.Program;

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

    private static float At(IReadOnlyList<float> values, int channel) => values[Math.Min(channel, values.Count - 1)];
}
