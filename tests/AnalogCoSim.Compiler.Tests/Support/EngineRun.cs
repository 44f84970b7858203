using AnalogCoSim.Analog;
using AnalogCoSim.Chip.Engine;
using AnalogCoSim.Chip.Host;
using AnalogCoSim.Chip.Program;

namespace AnalogCoSim.Compiler.Tests.Support;

/// <summary>Runs compiled programs on the reference engine.</summary>
internal static class EngineRun
{
    /// <summary>Right predictions of a program on labelled images.</summary>
    public static int Right(ChipProgram program, AnalogParameters analog, float[] images, int[] labels)
    {
        int length = program.Tensors[0].Length;
        var inputs = new sbyte[images.Length];
        byte[] pixels = [.. images.Select(v => (byte)v)];
        for (int i = 0; i < labels.Length; i++)
        {
            HostSteps.Encode(program.Input, program.Tensors[0], pixels.AsSpan(i * length, length), inputs.AsSpan(i * length, length));
        }

        using var engine = new ReferenceEngine(ProgrammedChip.Create(program, analog));
        IReadOnlyList<InferenceResult> results = engine.Run([.. Enumerable.Range(0, labels.Length)], inputs);
        return labels.Where((label, i) => results[i].Prediction == label).Count();
    }
}
