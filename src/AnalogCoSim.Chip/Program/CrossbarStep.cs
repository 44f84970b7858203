namespace AnalogCoSim.Chip.Program;

/// <summary>A convolution or matrix product on crossbars; a matrix product is a 1x1 convolution of a 1x1 image.</summary>
/// <remarks>Crossbar row of an im2col element: <c>(channel * KernelHeight + ky) * KernelWidth + kx</c>; a position is <c>oy * OutputWidth + ox</c>. Padding reads as 0.</remarks>
public sealed record CrossbarStep : ProgramStep
{
    /// <summary>Kernel, stride and padding.</summary>
    public required ConvolutionGeometry Geometry { get; init; }

    /// <summary>Tensor injected as INT8 packets at the head of each chain (same shape as the output), or null.</summary>
    public int? Residual { get; init; }

    /// <summary>Output-channel groups, each one chain of cores.</summary>
    public required IReadOnlyList<ColumnGroup> Groups { get; init; }

    /// <summary>MVMs of all its cores for one image.</summary>
    public int MvmsPerImage => Geometry.Positions * Groups.Sum(group => group.Chain.Count);

    /// <summary>Rows of the whole im2col matrix.</summary>
    public int Rows => Groups[0].Chain.Sum(slice => slice.RowCount);
}
