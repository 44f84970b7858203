namespace AnalogCoSim.Chip.Program;

/// <summary>Everything both engines need to run one network on the chip: tensors, steps in order, weights and register values.</summary>
/// <remarks>Made by the compiler, stored as YAML plus npz (<see cref="ChipProgramFile"/>). Activations are INT8 in CHW order with one scale a tensor.</remarks>
public sealed record ChipProgram
{
    /// <summary>Name of the network.</summary>
    public required string Name { get; init; }

    /// <summary>How an image becomes the INT8 input tensor.</summary>
    public required InputEncoding Input { get; init; }

    /// <summary>All activation tensors; tensor 0 is the input.</summary>
    public required IReadOnlyList<TensorSpec> Tensors { get; init; }

    /// <summary>Steps in the order of execution; the last one's output is the network's.</summary>
    public required IReadOnlyList<ProgramStep> Steps { get; init; }

    /// <summary>All core slices of all crossbar steps.</summary>
    public IEnumerable<CoreSlice> Slices => Steps.OfType<CrossbarStep>().SelectMany(s => s.Groups).SelectMany(g => g.Chain);
}

/// <summary>How host data becomes the INT8 input tensor: <c>q = clamp(rne((x - mean[c]) / std[c] / scale), -128, 127)</c>.</summary>
/// <param name="Mean">Per channel, in units of the host data (pixel values 0..255 for images).</param>
/// <param name="Std">Per channel, same units.</param>
public sealed record InputEncoding(IReadOnlyList<float> Mean, IReadOnlyList<float> Std);

/// <summary>One INT8 activation tensor.</summary>
/// <param name="Name">Name in the network.</param>
/// <param name="Channels">Channels; the length for flat tensors.</param>
/// <param name="Height">Rows; 1 for flat tensors.</param>
/// <param name="Width">Columns; 1 for flat tensors.</param>
/// <param name="Scale">Real value of one INT8 step.</param>
public sealed record TensorSpec(string Name, int Channels, int Height, int Width, float Scale)
{
    /// <summary>Number of elements.</summary>
    public int Length => Channels * Height * Width;
}

/// <summary>One step of a chip program.</summary>
public abstract record ProgramStep
{
    /// <summary>Name of the network node (or the last of a fused group) it stands for.</summary>
    public required string Name { get; init; }

    /// <summary>Index of the input tensor.</summary>
    public required int Input { get; init; }

    /// <summary>Index of the output tensor.</summary>
    public required int Output { get; init; }
}

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

    /// <summary>Rows of the whole im2col matrix.</summary>
    public int Rows => Groups[0].Chain.Sum(slice => slice.RowCount);
}

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

/// <summary>Output channels [<paramref name="FirstChannel"/>, +<paramref name="ChannelCount"/>) computed by one chain of cores.</summary>
/// <param name="FirstChannel">First output channel; it is crossbar column 0.</param>
/// <param name="ChannelCount">Channels, at most 256.</param>
/// <param name="Chain">Cores head to tail; each adds its part to the INT8 partial sums it receives; the tail sends to the host.</param>
public sealed record ColumnGroup(int FirstChannel, int ChannelCount, IReadOnlyList<CoreSlice> Chain);

/// <summary>One core's share of a layer: rows [<see cref="FirstRow"/>, +<see cref="RowCount"/>) of the im2col matrix.</summary>
public sealed record CoreSlice
{
    /// <summary>Core (tile) number 0..63.</summary>
    public required int Core { get; init; }

    /// <summary>First im2col row; it is crossbar row 0.</summary>
    public required int FirstRow { get; init; }

    /// <summary>Rows used, at most 256.</summary>
    public required int RowCount { get; init; }

    /// <summary>Target weights [256 rows, 256 columns], row-major, unused cells 0.</summary>
    public required float[] Weights { get; init; }

    /// <summary>Weight that is programmed to <see cref="GmaxMicroSiemens"/>.</summary>
    public required float WeightMax { get; init; }

    /// <summary>Conductance of the largest weight, uS.</summary>
    public required float GmaxMicroSiemens { get; init; }

    /// <summary>Read voltage, V.</summary>
    public required float ReadVoltageVolt { get; init; }

    /// <summary>
    /// Real value of one INT8 step of this core's LDPU output divided by the real value of one unit of <c>sum(x * w)</c> over its rows: the nominal affine scale is
    /// <c>a[c] = 1 / (countsPerUnit * OutputStep)</c>, where <c>countsPerUnit</c> is the macro's P - N for <c>sum(x * w) = 1</c>. Batch-norm scales are folded into the weights.
    /// </summary>
    public required float OutputStep { get; init; }

    /// <summary>LDPU registers for ideal devices and converters (scale 1, offset 0 in the convert stage).</summary>
    public required LdpuRegisters Ldpu { get; init; }

    /// <summary>Routes of paths that only pass through other tiles on the way to the next core of the chain; empty where adjacent.</summary>
    public IReadOnlyList<HopRoute> Hops { get; init; } = [];
}

/// <summary>A forwarding entry in a tile that a packet passes on its way.</summary>
/// <param name="Tile">Tile that forwards.</param>
/// <param name="Path">Path id.</param>
/// <param name="RxMask">Ports it may come in by.</param>
/// <param name="ForwardMask">Ports it goes out by.</param>
public sealed record HopRoute(int Tile, byte Path, byte RxMask, byte ForwardMask);

/// <summary>Max pooling on the host, on INT8 (exact); padding never wins.</summary>
public sealed record MaxPoolStep : ProgramStep
{
    /// <summary>Window, stride and padding.</summary>
    public required ConvolutionGeometry Geometry { get; init; }
}

/// <summary>Average pooling on the host: <c>clamp(rne(sum * Multiplier))</c> in binary64, multiplier = scaleIn / (scaleOut * count).</summary>
public sealed record AveragePoolStep : ProgramStep
{
    /// <summary>Window, stride and padding.</summary>
    public required ConvolutionGeometry Geometry { get; init; }

    /// <summary>Whether padded elements count in the divisor.</summary>
    public bool CountIncludesPadding { get; init; }
}

/// <summary>Reinterpretation of the shape; the elements stay as they are.</summary>
public sealed record ReshapeStep : ProgramStep;

/// <summary>Element-wise host addition: <c>clamp(rne(a*sa/so + b*sb/so))</c>, then optional ReLU; for adds that no crossbar step can absorb.</summary>
public sealed record AddStep : ProgramStep
{
    /// <summary>Index of the second input tensor.</summary>
    public required int Second { get; init; }

    /// <summary>Whether negative results become 0.</summary>
    public bool Relu { get; init; }
}

/// <summary>Host ReLU and/or change of scale: <c>clamp(rne(x*si/so))</c>.</summary>
public sealed record RescaleStep : ProgramStep
{
    /// <summary>Whether negative results become 0.</summary>
    public bool Relu { get; init; }
}

/// <summary>Sub-sampling and zero-extension of channels on the host (parameter-free shortcuts): output(c, y, x) = input(c - ChannelsBefore, y*StrideY, x*StrideX), 0 outside.</summary>
public sealed record SlicePadStep : ProgramStep
{
    /// <summary>Zero channels before the input's.</summary>
    public required int ChannelsBefore { get; init; }

    /// <summary>Vertical step.</summary>
    public required int StrideY { get; init; }

    /// <summary>Horizontal step.</summary>
    public required int StrideX { get; init; }
}
