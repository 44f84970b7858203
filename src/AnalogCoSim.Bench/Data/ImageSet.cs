namespace AnalogCoSim.Bench.Data;

/// <summary>Labelled images in memory, CHW, values in pixel steps (0..255 for images).</summary>
/// <param name="Source">Where they come from, for logs.</param>
/// <param name="Channels">Channels.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Numbers">Number of each image in its source: the coordinate of its noise.</param>
/// <param name="Labels">Right class of each image.</param>
/// <param name="Values">Shape [images, channels, height, width].</param>
public sealed record ImageSet(string Source, int Channels, int Height, int Width, int[] Numbers, int[] Labels, float[] Values)
{
    /// <summary>Number of images.</summary>
    public int Count => Numbers.Length;

    /// <summary>Values of one image.</summary>
    public int Length => Channels * Height * Width;

    /// <summary>One image.</summary>
    /// <param name="index">Position in this set.</param>
    /// <returns>Shape [channels, height, width].</returns>
    public ReadOnlySpan<float> Image(int index) => Values.AsSpan(index * Length, Length);
}
