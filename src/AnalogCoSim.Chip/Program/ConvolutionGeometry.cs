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
    /// <summary>Number of output pixels, one MVM each.</summary>
    public int Positions => OutputHeight * OutputWidth;
}
