using System.Runtime.InteropServices;
using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Bench.Data;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Chip.Conformance;
using AnalogCoSim.Chip.Files;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Compiler;
using AnalogCoSim.Compiler.Calibration;
using AnalogCoSim.Compiler.Execution;
using AnalogCoSim.Compiler.Graph;
using AnalogCoSim.Compiler.Import;
using AnalogCoSim.Compiler.Passes;
using AnalogCoSim.Core.Arrays;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Inference;
using AnalogCoSim.Inference.Programming;
using AnalogCoSim.Inference.Reference;
using AnalogCoSim.Verilator.Building;

namespace AnalogCoSim.Fuzz;

/// <summary>Reads input files as the bench does, and computes a little with what was read.</summary>
internal static class InputReaders
{
    // A larger input than the sample's is a larger computation, not a hang.
    private const long MostInputs = 4096;

    private static readonly Lazy<ChipProgram> Sound = new(LoadProgram);

    public static ChipProgram Program() => Sound.Value;

    public static ulong Archive(string folder) => FuzzDigest.Of(NpzArchive.Read(Path.Combine(folder, "images.npz")));

    public static ulong Data(string folder, DataSourceKind source, string root)
    {
        ImageSet images = ImageSetLoader.Load(new DataSection { Source = source, Root = root, Count = 1000 }, new DataRoots(), folder);
        return FuzzDigest.Of([.. MemoryMarshal.AsBytes(images.Values.AsSpan()), .. MemoryMarshal.AsBytes(images.Labels.AsSpan()), (byte)images.Channels, (byte)images.Height, (byte)images.Width]);
    }

    public static ulong Vectors(string path)
    {
        var vectors = new TestFloatVectors(path);
        FloatConformance result = vectors.Compare(c => TestFloatVectors.Reference(vectors.Function, c));
        return FuzzDigest.Of($"{result.Cases} {result.Compared} {result.Mismatches}");
    }

    public static ulong Import(string folder)
    {
        NetworkGraph graph = Graph(folder);
        float[] outputs = new FloatNetwork(GraphOptimiser.Optimise(graph)).Run(Ramp(graph, 1));
        return FuzzDigest.Of(MemoryMarshal.AsBytes(outputs.AsSpan()));
    }

    public static ulong Compile(string folder)
    {
        NetworkGraph graph = Graph(folder);
        ChipProgram program = NetworkCompiler.Compile(graph, new CalibrationData(Ramp(graph, 2), 2)).Program;
        IReadOnlyList<string> contradictions = ProgramCheck.Find(program);
        return contradictions.Count == 0 ? FuzzDigest.Of(Weights(program)) : throw new InvalidOperationException("compiled and then refused: " + contradictions[0]);
    }

    public static ulong Run(string folder)
    {
        ChipProgram program = ChipProgramFile.Load(folder);
        ProgrammedChip chip = ProgrammedChip.Create(program, new AnalogParameters { Fidelity = Fidelity.Quantised });
        using var engine = new ReferenceEngine(chip, new ReferenceOptions { Threads = 1 });
        sbyte[] image = [.. Enumerable.Range(0, program.Tensors[0].Length).Select(i => (sbyte)(i * 7))];
        InferenceResult result = engine.Run([0], image)[0];
        return FuzzDigest.Of([.. MemoryMarshal.AsBytes(result.Output.AsSpan()), .. Weights(program)]);
    }

    public static ulong FileList(string folder)
    {
        RtlSources sources = RtlSources.FromList("top", folder, Path.Combine(folder, "chip.f"));
        return FuzzDigest.Of($"{sources.Top} {string.Join(' ', sources.Files)} {string.Join(' ', sources.IncludeFolders)}");
    }

    private static ChipProgram LoadProgram()
    {
        string folder = Directory.CreateTempSubdirectory("acs-fuzz-").FullName;
        try
        {
            foreach ((string name, byte[] bytes) in SampleFiles.Program())
            {
                File.WriteAllBytes(Path.Combine(folder, name), bytes);
            }

            return ChipProgramFile.Load(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static NetworkGraph Graph(string folder)
    {
        NetworkGraph graph = OnnxImporter.Import(Path.Combine(folder, "network.onnx"));
        return (long)graph.InputShape.Channels * graph.InputShape.Height * graph.InputShape.Width <= MostInputs
            ? graph
            : throw new AcsException(ErrorCode.ArrayMismatch, "The images do not fit.", "network.onnx");
    }

    private static byte[] Weights(ChipProgram program) => [.. program.Slices.SelectMany(slice => MemoryMarshal.AsBytes(slice.Weights.AsSpan()).ToArray())];

    private static float[] Ramp(NetworkGraph graph, int images) => [.. Enumerable.Range(0, images * graph.InputShape.Length).Select(i => (float)(i % 23) - 11)];
}
