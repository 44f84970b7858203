using AnalogCoSim.Chip.Program;

namespace AnalogCoSim.Chip.Host;

/// <summary>Reinterpretation of the shape; the elements stay as they are.</summary>
public sealed record ReshapeStep : HostStep
{
    /// <summary>The kind.</summary>
    public static StepKind Entry { get; } = new("reshape", "reshape", reader => new ReshapeStep { Name = reader.Name, Input = reader.Input, Output = reader.Output });

    /// <inheritdoc />
    public override StepKind Kind => Entry;

    /// <inheritdoc />
    public override void Write(StepWriter writer)
    {
    }

    /// <inheritdoc />
    public override void Check(StepCheck check) => check.EqualLengths();

    /// <inheritdoc />
    public override void Execute(HostTensors tensors) => tensors[Input].CopyTo(tensors[Output]);
}
