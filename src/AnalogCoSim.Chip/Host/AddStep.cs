using AnalogCoSim.Chip.Program;

namespace AnalogCoSim.Chip.Host;

/// <summary>Element-wise host addition: <c>clamp(rne(a*sa/so + b*sb/so))</c>, then optional ReLU; for adds that no crossbar step can absorb.</summary>
public sealed record AddStep : HostStep
{
    /// <summary>The kind.</summary>
    public static StepKind Entry { get; } = new("add", "add", Read);

    /// <summary>Index of the second input tensor.</summary>
    public required int Second { get; init; }

    /// <summary>Whether negative results become 0.</summary>
    public bool Relu { get; init; }

    /// <inheritdoc />
    public override StepKind Kind => Entry;

    /// <inheritdoc />
    public override IReadOnlyList<int> Reads => [Input, Second];

    /// <inheritdoc />
    public override void Write(StepWriter writer)
    {
        writer.Line($"second: {Second}");
        writer.Line($"relu: {StepWriter.Flag(Relu)}");
    }

    /// <inheritdoc />
    public override void Check(StepCheck check) => check.EqualLengths();

    /// <inheritdoc />
    public override void Execute(HostTensors tensors)
    {
        double scale = tensors.Spec(Output).Scale;
        ElementWise.Add(tensors[Input], tensors.Spec(Input).Scale / scale, tensors[Second], tensors.Spec(Second).Scale / scale, Relu, tensors[Output]);
    }

    private static AddStep Read(StepReader reader) => new()
    {
        Name = reader.Name,
        Input = reader.Input,
        Output = reader.Output,
        Second = reader.Fields.Whole("second", 0, int.MaxValue),
        Relu = reader.Fields.Flag("relu"),
    };
}
