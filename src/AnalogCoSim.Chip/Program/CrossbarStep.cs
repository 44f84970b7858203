namespace AnalogCoSim.Chip.Program;

/// <summary>A convolution or matrix product on crossbars; a matrix product is a 1x1 convolution of a 1x1 image.</summary>
/// <remarks>Crossbar row of an im2col element: <c>(channel * KernelHeight + ky) * KernelWidth + kx</c>; a position is <c>oy * OutputWidth + ox</c>. Padding reads as 0.</remarks>
public sealed record CrossbarStep : ProgramStep
{
    /// <summary>The kind.</summary>
    public static StepKind Entry { get; } = new("crossbar", "crossbar", CrossbarFields.Read);

    /// <summary>Kernel, stride and padding.</summary>
    public required ConvolutionGeometry Geometry { get; init; }

    /// <summary>Tensor injected as INT8 packets at the head of each chain (same shape as the output), or null.</summary>
    public int? Residual { get; init; }

    /// <summary>Output-channel groups, each one chain of cores.</summary>
    public required IReadOnlyList<ColumnGroup> Groups { get; init; }

    /// <inheritdoc />
    public override StepKind Kind => Entry;

    /// <inheritdoc />
    public override IReadOnlyList<int> Reads => Residual is { } residual ? [Input, residual] : [Input];

    /// <inheritdoc />
    public override int MvmsPerImage => Geometry.Positions * Groups.Sum(group => group.Chain.Count);

    /// <inheritdoc />
    public override IReadOnlyList<CoreSlice> Slices => [.. Groups.SelectMany(group => group.Chain)];

    /// <summary>Rows of the whole im2col matrix.</summary>
    public int Rows => Groups[0].Chain.Sum(slice => slice.RowCount);

    /// <summary>Columns of the whole matrix.</summary>
    public int Columns => Groups.Sum(group => group.ChannelCount);

    /// <inheritdoc />
    public override void Write(StepWriter writer) => CrossbarFields.Write(this, writer);

    /// <inheritdoc />
    public override void Check(StepCheck check) => CrossbarCheck.Find(this, check);

    /// <inheritdoc />
    public override StepDescription Describe() => base.Describe() with
    {
        Rows = Rows,
        Columns = Columns,
        Residual = Residual is not null,
        MvmsPerImage = MvmsPerImage,
        Chains = [.. Groups.Select(group => group.Chain.Select(slice => slice.Core).ToArray())],
    };
}
