using AnalogCoSim.Chip.Program;

namespace AnalogCoSim.Chip.Host;

/// <summary>Average pooling on the host: <c>clamp(rne(sum * Multiplier))</c> in binary64, multiplier = scaleIn / (scaleOut * count).</summary>
public sealed record AveragePoolStep : HostStep
{
    /// <summary>The kind.</summary>
    public static StepKind Entry { get; } = new("average_pool", "average pool", Read);

    /// <summary>Window, stride and padding.</summary>
    public required ConvolutionGeometry Geometry { get; init; }

    /// <summary>Whether padded elements count in the divisor.</summary>
    public bool CountIncludesPadding { get; init; }

    /// <inheritdoc />
    public override StepKind Kind => Entry;

    /// <inheritdoc />
    public override void Write(StepWriter writer)
    {
        writer.Geometry(Geometry);
        writer.Line($"count_includes_padding: {StepWriter.Flag(CountIncludesPadding)}");
    }

    /// <inheritdoc />
    public override void Check(StepCheck check) => check.Window(Geometry, check.From.Channels, check.From.Channels);

    /// <inheritdoc />
    public override void Execute(HostTensors tensors) => Pooling.Average(this, tensors.Spec(Input), tensors.Spec(Output), tensors[Input], tensors[Output]);

    private static AveragePoolStep Read(StepReader reader) => new()
    {
        Name = reader.Name,
        Input = reader.Input,
        Output = reader.Output,
        Geometry = reader.Geometry(),
        CountIncludesPadding = reader.Fields.Flag("count_includes_padding"),
    };
}
