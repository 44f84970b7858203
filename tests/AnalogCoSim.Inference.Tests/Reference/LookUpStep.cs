using AnalogCoSim.Chip.Host;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Core.Arrays;

namespace AnalogCoSim.Inference.Tests.Reference;

/// <summary>A kind of step that the rooms know nothing of: each element is replaced by what a table says, plus a constant.</summary>
internal sealed record LookUpStep : HostStep
{
    public static StepKind Entry { get; } = new("look_up", "look-up", Read);

    public required sbyte[] Table { get; init; }

    public required int Plus { get; init; }

    public override StepKind Kind => Entry;

    public override void Write(StepWriter writer)
    {
        writer.Line($"plus: {Plus}");
        writer.Array($"{Name}_table", new NpyArray(Table, [256]));
    }

    public override void Check(StepCheck check)
    {
        check.EqualLengths();
        check.Require(Plus < 100, $"Step '{Name}' adds too much.");
    }

    public override void Execute(HostTensors tensors)
    {
        ReadOnlySpan<sbyte> input = tensors[Input];
        Span<sbyte> output = tensors[Output];
        for (int k = 0; k < output.Length; k++)
        {
            output[k] = (sbyte)(Table[input[k] + 128] + Plus);
        }
    }

    public override StepDescription Describe() => new($"look-up + {Plus}");

    private static LookUpStep Read(StepReader reader) => new()
    {
        Name = reader.Name,
        Input = reader.Input,
        Output = reader.Output,
        Plus = reader.Fields.Whole("plus", 0, 127),
        Table = reader.Array<sbyte>(reader.Fields, "name", $"{reader.Name}_table", 256),
    };
}
