namespace AnalogCoSim.Chip.Program;

/// <summary>Kernel, stride and zero padding of a convolution, in pixels.</summary>
/// <param name="KernelHeight">Kernel rows.</param>
/// <param name="KernelWidth">Kernel columns.</param>
/// <param name="StrideY">Vertical stride.</param>
/// <param name="StrideX">Horizontal stride.</param>
/// <param name="PadTop">Zero rows above.</param>
/// <param name="PadLeft">Zero columns on the left.</param>
/// <param name="OutputHeight">Output rows.</param>
/// <param name="OutputWidth">Output columns.</param>
public sealed record ConvolutionGeometry(
    int KernelHeight,
    int KernelWidth,
    int StrideY,
    int StrideX,
    int PadTop,
    int PadLeft,
    int OutputHeight,
    int OutputWidth)
{
    /// <summary>Most elements that a step reads for one image, 2^34; the largest of known image networks read 2^32 in all layers together.</summary>
    public const long MostReads = 1L << 34;

    /// <summary>Most elements of a zero-padded input, 64 MiB of INT8: every worker holds one per step.</summary>
    public const long MostFrame = 1L << 26;

    /// <summary>Number of output pixels, one MVM each.</summary>
    public int Positions => OutputHeight * OutputWidth;

    /// <summary>Whether every window touches an image, none lying wholly beyond its lower or right edge.</summary>
    /// <param name="height">Rows of the image.</param>
    /// <param name="width">Columns of the image.</param>
    /// <returns>True if so.</returns>
    public bool Reaches(int height, int width) =>
        ((OutputHeight - 1L) * StrideY) - PadTop < height && ((OutputWidth - 1L) * StrideX) - PadLeft < width;

    /// <summary>How many elements are read for one image, so that absurd windows are refused and not waited for.</summary>
    /// <param name="perPixel">How often each pixel of a window is read: the channels of a pool, the weights a pixel of a convolution.</param>
    /// <returns>At most <see cref="MostReads"/> in any network that can be run.</returns>
    public double Reads(double perPixel) => (double)OutputHeight * OutputWidth * KernelHeight * KernelWidth * perPixel;

    /// <summary>Elements of the zero-padded input that holds all windows.</summary>
    /// <param name="channels">Channels of the image.</param>
    /// <param name="height">Its rows.</param>
    /// <param name="width">Its columns.</param>
    /// <returns>At most <see cref="MostFrame"/> in any network that can be run.</returns>
    public double Frame(int channels, int height, int width) =>
        channels * Math.Max((double)PadTop + height, ((OutputHeight - 1.0) * StrideY) + KernelHeight) * Math.Max((double)PadLeft + width, ((OutputWidth - 1.0) * StrideX) + KernelWidth);
}
