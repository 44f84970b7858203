using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Inference;
using AnalogCoSim.Inference.Programming;
using AnalogCoSim.Inference.Reference;

namespace AnalogCoSim.Compiler.Tests.Support;

/// <summary>Runs compiled programs on the reference engine.</summary>
internal static class EngineRun
{
    /// <summary>Right predictions of a program on labelled images.</summary>
    public static int Right(ChipProgram program, AnalogParameters analog, float[] images, int[] labels)
    {
        IReadOnlyList<InferenceResult> results = Results(program, analog, images);
        return labels.Where((label, i) => results[i].Prediction == label).Count();
    }

    /// <summary>What a program makes of images.</summary>
    public static IReadOnlyList<InferenceResult> Results(ChipProgram program, AnalogParameters analog, float[] images)
    {
        using var engine = new ReferenceEngine(ProgrammedChip.Create(program, analog));
        return engine.Run([.. Enumerable.Range(0, images.Length / program.Tensors[0].Length)], Encode(program, images));
    }

    /// <summary>The input tensors of images.</summary>
    public static sbyte[] Encode(ChipProgram program, float[] images)
    {
        int length = program.Tensors[0].Length, count = images.Length / length;
        var inputs = new sbyte[images.Length];
        for (int i = 0; i < count; i++)
        {
            program.Input.Encode(program.Tensors[0], images.AsSpan(i * length, length), inputs.AsSpan(i * length, length));
        }

        return inputs;
    }
}
