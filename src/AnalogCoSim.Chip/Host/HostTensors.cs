using AnalogCoSim.Chip.Program;

namespace AnalogCoSim.Chip.Host;

/// <summary>The tensors of one image as an engine holds them, INT8 in CHW order.</summary>
/// <param name="specs">Tensors of the program.</param>
/// <param name="data">Elements of each tensor, image after image.</param>
/// <param name="image">Which of the images in <paramref name="data"/>.</param>
public readonly ref struct HostTensors(IReadOnlyList<TensorSpec> specs, sbyte[][] data, int image = 0)
{
    /// <summary>Shape and scale of a tensor.</summary>
    /// <param name="tensor">Its index.</param>
    /// <returns>The tensor.</returns>
    public TensorSpec Spec(int tensor) => specs[tensor];

    /// <summary>Elements of a tensor.</summary>
    /// <param name="tensor">Its index.</param>
    /// <returns>[channels, height, width].</returns>
    public Span<sbyte> this[int tensor]
    {
        get
        {
            int length = specs[tensor].Length;
            return data[tensor].AsSpan(image * length, length);
        }
    }
}
