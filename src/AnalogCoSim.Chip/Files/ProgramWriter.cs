using System.Text;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Core.Arrays;
using static AnalogCoSim.Chip.Program.StepWriter;

namespace AnalogCoSim.Chip.Files;

/// <summary>Writes a chip program: its text, and the arrays beside it.</summary>
internal sealed class ProgramWriter
{
    private readonly StringBuilder _text = new();
    private readonly Dictionary<string, NpyArray> _arrays = new(StringComparer.Ordinal);

    public ProgramWriter(ChipProgram program)
    {
        Head(program);
        Line($"steps:");
        foreach (ProgramStep step in program.Steps)
        {
            Line($"  - kind: {step.Kind.Word}");
            Line($"    name: {Quoted(step.Name)}");
            Line($"    input: {step.Input}");
            Line($"    output: {step.Output}");
            step.Write(new StepWriter(_text, _arrays));
        }
    }

    public string Text => _text.ToString();

    public IReadOnlyDictionary<string, NpyArray> Arrays => _arrays;

    private void Line(FormattableString line) => _text.Append(FormattableString.Invariant(line)).Append('\n');

    private void Head(ChipProgram program)
    {
        Line($"# AnalogCoSim chip program. Extents are [height, width]; weights and column registers are in {ChipProgramFile.ArraysName}.");
        Line($"format: {ChipProgramFile.Format}");
        Line($"name: {Quoted(program.Name)}");
        Line($"input:");
        Line($"  mean: [{string.Join(", ", program.Input.Mean.Select(Real))}]");
        Line($"  std: [{string.Join(", ", program.Input.Std.Select(Real))}]");
        if (program.InputChannelsLast)
        {
            Line($"  channels_last: true # of the images that the network was exported for; tensor 0 is channels first");
        }

        Line($"tensors:");
        for (int k = 0; k < program.Tensors.Count; k++)
        {
            TensorSpec t = program.Tensors[k];
            Line($"  - {{ name: {Quoted(t.Name)}, channels: {t.Channels}, height: {t.Height}, width: {t.Width}, scale: {Real(t.Scale)} }} # {k}");
        }
    }
}
