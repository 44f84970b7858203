using AnalogCoSim.Chip.Program;

namespace AnalogCoSim.Chip.Host;

/// <summary>Host ReLU and/or change of scale: <c>clamp(rne(x*si/so))</c>.</summary>
public sealed record RescaleStep : HostStep
{
    /// <summary>The kind.</summary>
    public static StepKind Entry { get; } = new("rescale", "rescale", Read);

    /// <summary>Whether negative results become 0.</summary>
    public bool Relu { get; init; }

    /// <inheritdoc />
    public override StepKind Kind => Entry;

    /// <inheritdoc />
    public override void Write(StepWriter writer) => writer.Line($"relu: {StepWriter.Flag(Relu)}");

    /// <inheritdoc />
    public override void Check(StepCheck check) => check.EqualLengths();

    /// <inheritdoc />
    public override void Execute(HostTensors tensors) =>
        ElementWise.Rescale(tensors[Input], (double)tensors.Spec(Input).Scale / tensors.Spec(Output).Scale, Relu, tensors[Output]);

    private static RescaleStep Read(StepReader reader) => new() { Name = reader.Name, Input = reader.Input, Output = reader.Output, Relu = reader.Fields.Flag("relu") };
}
