using AnalogCoSim.Chip.Program;
using AnalogCoSim.Core.Arrays;
using AnalogCoSim.Core.Errors;
using YamlDotNet.RepresentationModel;

namespace AnalogCoSim.Chip.Files;

/// <summary>Builds a chip program from its text and its arrays.</summary>
internal sealed class ProgramReader(string file, IReadOnlyDictionary<string, NpyArray> arrays, StepKinds kinds)
{
    private int _format;

    public ChipProgram Read(YamlNode document)
    {
        var root = new YamlView(document, file);
        _format = root.Whole("format", ChipProgramFile.OldestFormat, ChipProgramFile.Format);
        YamlView input = root.Map("input");
        var program = new ChipProgram
        {
            Name = root.Text("name"),
            Input = new InputEncoding(input.Reals("mean"), input.Reals("std")),
            InputChannelsLast = input.Has("channels_last") && input.Flag("channels_last"),
            Tensors = [.. root.Maps("tensors").Select(Tensor)],
            Steps = [.. root.Maps("steps").Select(Step)],
        };
        input.Done();
        root.Done();
        return program;
    }

    private static TensorSpec Tensor(YamlView view)
    {
        int Extent(string key) => view.Whole(key, 1, 1 << 24);
        var tensor = new TensorSpec(view.Text("name"), Extent("channels"), Extent("height"), Extent("width"), view.Real("scale"));
        view.Done();
        return tensor;
    }

    private ProgramStep Step(YamlView view)
    {
        string word = view.Text("kind");
        StepKind kind = kinds.Find(word) ?? throw Unknown(view, word);
        ProgramStep step = kind.Read(new StepReader(view, arrays, ChipProgramFile.ArraysName, _format));
        view.Done();
        return step;
    }

    private AcsException Unknown(YamlView view, string word) => new(
        ErrorCode.ProgramUnknownStep,
        "The chip program has a step of an unknown kind.",
        view.Where("kind"),
        $"one of: {string.Join(", ", kinds.Words)}",
        word,
        (NearestName.Of(word, kinds.Words) is { } nearest ? $"Did you mean '{nearest}'? " : string.Empty) + "Compile the network again, or correct the file.");
}
