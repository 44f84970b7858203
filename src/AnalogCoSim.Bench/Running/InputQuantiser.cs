using AnalogCoSim.Bench.Data;
using AnalogCoSim.Chip.Program;

namespace AnalogCoSim.Bench.Running;

/// <summary>Input tensors of many images, one after another, as <see cref="InputEncoding.Encode"/> makes each of them.</summary>
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
        for (int i = 0; i < count; i++)
        {
            program.Input.Encode(tensor, images.Image(first + i), encoded.AsSpan(i * tensor.Length, tensor.Length));
        }

        return encoded;
    }
}
