using AnalogCoSim.Chip.Host;
using AnalogCoSim.Chip.Program;

namespace AnalogCoSim.Compiler.Graph;

/// <summary>One operation of a network graph; values are numbers into <see cref="NetworkGraph.Shapes"/>.</summary>
/// <remarks>The small family of sealed records below is kept in one file, as <see cref="ProgramStep"/> is.</remarks>
public abstract record Layer
{
    /// <summary>Name of the network node (of the last one in a fused group).</summary>
    public required string Name { get; init; }

    /// <summary>Input value.</summary>
    public required int Input { get; init; }

    /// <summary>Second input value, where there is one.</summary>
    public int? Second { get; init; }

    /// <summary>Output value.</summary>
    public required int Output { get; init; }

    /// <summary>Whether negative results become 0.</summary>
    public bool Relu { get; init; }

    /// <summary>Largest result after a ReLU; infinite without such a bound.</summary>
    public float Ceiling { get; init; } = float.PositiveInfinity;

    /// <summary>The program step by which the host runs it.</summary>
    /// <returns>The step; null for layers that run on cores or are folded into others.</returns>
    public virtual HostStep? ToHostStep() => null;
}

/// <summary>A convolution or matrix product, <c>y = (x W) * scale + bias (+ second)</c>; a matrix product is a 1x1 convolution of a 1x1 image.</summary>
public sealed record LinearLayer : Layer
{
    /// <summary>Shape [rows, columns], row-major; row <c>(channel * KernelHeight + ky) * KernelWidth + kx</c>; as trained, before batch norm.</summary>
    public required float[] Weights { get; init; }

    /// <summary>Factor of each output channel, from batch norms.</summary>
    public required float[] Scale { get; init; }

    /// <summary>Addend of each output channel.</summary>
    public required float[] Bias { get; init; }

    /// <summary>Kernel, stride and padding; dilated kernels are stored with zeros between their elements.</summary>
    public required ConvolutionGeometry Geometry { get; init; }

    /// <summary>Output channels.</summary>
    public int Columns => Bias.Length;

    /// <summary>Rows of the im2col matrix.</summary>
    public int Rows => Weights.Length / Bias.Length;
}

/// <summary>Factor and addend of each channel (batch norm, normalisation); every one of them must be folded away before mapping.</summary>
public sealed record AffineLayer : Layer
{
    /// <summary>Factor of each channel.</summary>
    public required float[] Scale { get; init; }

    /// <summary>Addend of each channel.</summary>
    public required float[] Shift { get; init; }
}

/// <summary>A ReLU that no other layer has taken up.</summary>
public sealed record ReluLayer : Layer
{
    /// <inheritdoc />
    public override HostStep ToHostStep() => new RescaleStep { Name = Name, Input = Input, Output = Output, Relu = true };
}

/// <summary>Max pooling; padding never wins.</summary>
public sealed record MaxPoolLayer : Layer
{
    /// <summary>Window, stride and padding.</summary>
    public required ConvolutionGeometry Geometry { get; init; }

    /// <inheritdoc />
    public override HostStep ToHostStep() => new MaxPoolStep { Name = Name, Input = Input, Output = Output, Geometry = Geometry };
}

/// <summary>Average pooling.</summary>
public sealed record AveragePoolLayer : Layer
{
    /// <summary>Window, stride and padding.</summary>
    public required ConvolutionGeometry Geometry { get; init; }

    /// <summary>Whether padded elements count in the divisor.</summary>
    public bool CountIncludesPadding { get; init; }

    /// <inheritdoc />
    public override HostStep ToHostStep() => new AveragePoolStep { Name = Name, Input = Input, Output = Output, Geometry = Geometry, CountIncludesPadding = CountIncludesPadding };
}

/// <summary>Element-wise sum of the two inputs.</summary>
public sealed record AddLayer : Layer
{
    /// <inheritdoc />
    public override HostStep ToHostStep() => new AddStep { Name = Name, Input = Input, Output = Output, Second = Second!.Value, Relu = Relu };
}

/// <summary>Reinterpretation of the shape.</summary>
public sealed record ReshapeLayer : Layer
{
    /// <inheritdoc />
    public override HostStep ToHostStep() => new ReshapeStep { Name = Name, Input = Input, Output = Output };
}

/// <summary>Slices, sub-sampling, shuffling and zero-extension of channels.</summary>
public sealed record SamplingLayer : Layer
{
    /// <summary>Which elements go where.</summary>
    public Sampling Sampling { get; init; } = new();

    /// <inheritdoc />
    public override HostStep ToHostStep() => new SamplingStep { Name = Name, Input = Input, Output = Output, Sampling = Sampling };
}

/// <summary>Zero padding of the image; merged into the following convolution or pooling before mapping.</summary>
public sealed record PadLayer : Layer
{
    /// <summary>Zero rows above.</summary>
    public int Top { get; init; }

    /// <summary>Zero columns on the left.</summary>
    public int Left { get; init; }
}
