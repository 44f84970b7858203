using AnalogCoSim.Core.Numerics;

namespace AnalogCoSim.Chip.Program;

/// <summary>How host data becomes the INT8 input tensor: <c>q = INT8((x - mean[c]) / std[c] / scale)</c> in binary64, by the rule of <see cref="Quantiser.ToInt8"/>.</summary>
/// <param name="Mean">Per channel, in units of the host data (pixel values 0..255 for images).</param>
/// <param name="Std">Per channel, same units.</param>
public sealed record InputEncoding(IReadOnlyList<float> Mean, IReadOnlyList<float> Std)
{
    /// <summary>Encodes one image; the one encoder that all runs use.</summary>
    /// <param name="tensor">The input tensor.</param>
    /// <param name="values">Host data in CHW order, as many as the tensor has elements.</param>
    /// <param name="output">INT8 tensor; all elements are written.</param>
    public void Encode(TensorSpec tensor, ReadOnlySpan<float> values, Span<sbyte> output)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, tensor.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(output.Length, tensor.Length);
        int plane = tensor.Height * tensor.Width;
        for (int channel = 0; channel < tensor.Channels; channel++)
        {
            (double mean, double std, double scale) = (Mean[channel], Std[channel], tensor.Scale);
            for (int k = channel * plane; k < (channel + 1) * plane; k++)
            {
                output[k] = Quantiser.ToInt8((values[k] - mean) / std / scale);
            }
        }
    }
}
