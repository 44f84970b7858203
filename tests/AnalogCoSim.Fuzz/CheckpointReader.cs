using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Bench.Data;
using AnalogCoSim.Bench.Golden;
using AnalogCoSim.Bench.Running;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Core;
using AnalogCoSim.Inference.Programming;

namespace AnalogCoSim.Fuzz;

/// <summary>The checkpoint of a small run, and the run that goes on with it: up to its result.</summary>
internal sealed class CheckpointReader
{
    private const string Key = "0123456789";
    private const string Name = "checkpoint.jsonl";
    private const int Images = 4;

    private readonly Scenario _scenario = new()
    {
        Name = "sample",
        Network = new NetworkSection { Program = "program" },
        Data = new DataSection { Source = DataSourceKind.Synthetic, Count = Images },
        Engine = EngineKind.Reference,
        Threads = 1,
        Batch = 1
    };
    private readonly RunOptions _options = new() { ScenarioPath = "sample.yaml", Resume = true };
    private readonly PreparedRun _run;

    public CheckpointReader(ChipProgram program)
    {
        TensorSpec input = program.Tensors[0];
        float[] values = [.. Enumerable.Range(0, Images * input.Length).Select(i => (float)(i % 23) - 11)];
        var images = new ImageSet("sample", input.Channels, input.Height, input.Width, [.. Enumerable.Range(0, Images)], new int[Images], values);
        _run = new PreparedRun(images, ProgrammedChip.Create(program, new AnalogParameters { Fidelity = Fidelity.Quantised }), [], "program", []);
        string folder = Directory.CreateTempSubdirectory("acs-fuzz-").FullName;
        try
        {
            Resume(folder);
            Files = new Dictionary<string, byte[]> { [Name] = File.ReadAllBytes(Path.Combine(folder, Name)) };
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The sound checkpoint.</summary>
    public IReadOnlyDictionary<string, byte[]> Files { get; }

    /// <summary>Goes on with what a folder holds.</summary>
    /// <returns>The result, without what depends on the time.</returns>
    public byte[] Resume(string folder)
    {
        using var files = new ResultFolder(null);
        using var checkpoint = new Checkpoint(_scenario, _options, _run, Key, Path.Combine(folder, Name));
        checkpoint.Begin();
        var clock = new RunClock();
        using var runner = new ImageRunner(_scenario, _options, _run, files, checkpoint, clock, NoProgress.Instance, CancellationToken.None);
        RunOutcome outcome = runner.Run();
        ScenarioResult result = new ResultBuilder(_scenario, _options, _run, outcome).Build(default, clock, GoldenOutcome.Not("none was asked for"), null);
        byte[] logits = [.. outcome.Results.SelectMany(image => MemoryMarshal.AsBytes(image.Output.AsSpan()).ToArray())];
        return [.. logits, .. Encoding.UTF8.GetBytes($"{result.Images} {result.Digest} {result.Mvms} {result.Cycles} {result.Accuracy} {JsonSerializer.Serialize(result.PerLayer, ResultFolder.Style)}")];
    }
}
