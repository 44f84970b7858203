using AnalogCoSim.Chip.Program;

namespace AnalogCoSim.Chip.Host;

/// <summary>Max pooling on the host, on INT8 (exact); padding never wins.</summary>
public sealed record MaxPoolStep : HostStep
{
    /// <summary>The kind.</summary>
    public static StepKind Entry { get; } = new("max_pool", "max pool", Read);

    /// <summary>Window, stride and padding.</summary>
    public required ConvolutionGeometry Geometry { get; init; }

    /// <inheritdoc />
    public override StepKind Kind => Entry;

    /// <inheritdoc />
    public override void Write(StepWriter writer) => writer.Geometry(Geometry);

    /// <inheritdoc />
    public override void Check(StepCheck check) => check.Window(Geometry, check.From.Channels, check.From.Channels);

    /// <inheritdoc />
    public override void Execute(HostTensors tensors) => Pooling.Max(Geometry, tensors.Spec(Input), tensors[Input], tensors[Output]);

    private static MaxPoolStep Read(StepReader reader) => new() { Name = reader.Name, Input = reader.Input, Output = reader.Output, Geometry = reader.Geometry() };
}
