using AnalogCoSim.Core.Errors;

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

    /// <summary>The images as a network takes them: of its own shape, or, for one that takes [n, h, w, c], of that order too; flat ones fit any network of their length, and flat networks take any images.</summary>
    /// <param name="channels">Channels of the network's input.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="channelsLast">Whether the network's file takes images as [n, h, w, c].</param>
    /// <param name="network">Its name.</param>
    /// <returns>These images, or a transposed copy.</returns>
    /// <exception cref="AcsException">ACS0303 if they have another shape, though they may be of the same length.</exception>
    public ImageSet For(int channels, int height, int width, bool channelsLast, string network)
    {
        bool flat = height * width == 1 || Height * Width == 1;
        if ((channels, height, width) == (Channels, Height, Width) || (flat && (long)channels * height * width == Length))
        {
            return this;
        }

        bool last = (height, width, channels) == (Channels, Height, Width);
        if (last && channelsLast)
        {
            return ChannelsFirst();
        }

        throw new AcsException(
            ErrorCode.ArrayMismatch,
            "The images do not fit the network's input.",
            $"{Source} and {network}",
            $"{channels} x {height} x {width}",
            $"{Channels} x {Height} x {Width}",
            last ? "The channels seem to be last: save images.transpose(0, 3, 1, 2)." : "Choose data of the network's input shape.");
    }

    /// <summary>Says aloud in which order images were taken where a network's file takes [n, h, w, c].</summary>
    /// <param name="channels">Channels of the network's input.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="channelsLast">Whether the network's file takes images as [n, h, w, c].</param>
    /// <returns>A sentence; null where there is only one order.</returns>
    public string? OrderNotice(int channels, int height, int width, bool channelsLast)
    {
        if (!channelsLast || height * width == 1 || channels == 1)
        {
            return null;
        }

        bool first = (channels, height, width) == (Channels, Height, Width);
        bool last = (height, width, channels) == (Channels, Height, Width);
        return (first, last) switch
        {
            (false, true) => "The images were transposed from [n, h, w, c], the order of the network's file.",
            (true, false) => "The images were taken as [n, c, h, w] by their shape; the network's file takes [n, h, w, c].",
            _ => "The shape of the images does not say where their channels are: they were taken as [n, c, h, w], though the network's file takes [n, h, w, c].",
        };
    }

    private ImageSet ChannelsFirst()
    {
        (int height, int width, int channels) = (Channels, Height, Width);
        var values = new float[Values.Length];
        for (int k = 0; k < values.Length; k++)
        {
            (int image, int at) = Math.DivRem(k, Length);
            (int channel, int pixel) = Math.DivRem(at, height * width);
            values[k] = Values[(image * Length) + (pixel * channels) + channel];
        }

        return this with { Channels = channels, Height = height, Width = width, Values = values };
    }
}
