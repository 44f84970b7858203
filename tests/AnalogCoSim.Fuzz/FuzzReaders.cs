using System.Text.Json;
using System.Text.Json.Serialization;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Bench.Scenarios.Binding;
using AnalogCoSim.Bench.Sweeps;

namespace AnalogCoSim.Fuzz;

/// <summary>All readers of files of others, each with small sound files.</summary>
public static class FuzzReaders
{
    private static readonly JsonSerializerOptions Options = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>The readers.</summary>
    /// <returns>In the order in which they are tried.</returns>
    public static IReadOnlyList<FuzzReader> All() => [.. Data(), .. Networks(), .. Texts(), .. Results()];

    private static IEnumerable<FuzzReader> Data()
    {
        IReadOnlyDictionary<string, byte[]> images = SampleFiles.Images();
        yield return new("archive", "images.npz", images, InputReaders.Archive) { Checked = true };
        yield return new("images", "images.npz", images, folder => InputReaders.Data(folder, DataSourceKind.Npz, "images.npz")) { Checked = true };
        yield return new("images-sealed", "images.npz", images, folder => InputReaders.Data(folder, DataSourceKind.Npz, "images.npz")) { Harm = (damage, bytes) => damage.Members(bytes) };
        yield return new("idx", "t10k-images-idx3-ubyte.gz", SampleFiles.Idx(packed: true), folder => InputReaders.Data(folder, DataSourceKind.Idx, ".")) { Checked = true };
        yield return new("idx-sealed", "t10k-images-idx3-ubyte.gz", SampleFiles.Idx(packed: true), folder => InputReaders.Data(folder, DataSourceKind.Idx, ".")) { Harm = (damage, bytes) => Reseal.Gzip(damage.Bytes, bytes) };
        yield return new("idx-plain", "t10k-images-idx3-ubyte", SampleFiles.Idx(packed: false), folder => InputReaders.Data(folder, DataSourceKind.Idx, "."));
        yield return new("cifar", "test_batch.bin", SampleFiles.Cifar(), folder => InputReaders.Data(folder, DataSourceKind.Cifar10, "test_batch.bin"));
        yield return new("vectors", "f16_add.txt", SampleFiles.Vectors(packed: false), folder => InputReaders.Vectors(Path.Combine(folder, "f16_add.txt"))) { Harm = (damage, bytes) => damage.Text(bytes) };
        yield return new("vectors-packed", "f16_add.txt.gz", SampleFiles.Vectors(packed: true), folder => InputReaders.Vectors(Path.Combine(folder, "f16_add.txt.gz"))) { Checked = true };
        yield return new("vectors-sealed", "f16_add.txt.gz", SampleFiles.Vectors(packed: true), folder => InputReaders.Vectors(Path.Combine(folder, "f16_add.txt.gz"))) { Harm = (damage, bytes) => Reseal.Gzip(damage.Text, bytes) };
    }

    private static IEnumerable<FuzzReader> Networks()
    {
        IReadOnlyDictionary<string, byte[]> network = SampleFiles.Network();
        IReadOnlyDictionary<string, byte[]> program = SampleFiles.Program();
        yield return new("network", "network.onnx", network, InputReaders.Import) { Share = 2 };
        yield return new("network-fields", "network.onnx", network, InputReaders.Import) { Harm = (damage, bytes) => damage.Fields(bytes), Share = 2 };
        yield return new("compile-fields", "network.onnx", network, InputReaders.Compile) { Harm = (damage, bytes) => damage.Fields(bytes), Share = 0.4 };
        yield return new("compile", "network.onnx", network, InputReaders.Compile) { Share = 0.2 };
        yield return new("program-text", "program.yaml", program, InputReaders.Run) { Harm = (damage, bytes) => damage.Text(bytes), Share = 0.4 };
        yield return new("program-arrays", "program.npz", program, InputReaders.Run) { Checked = true, Share = 0.4 };
        yield return new("program-sealed", "program.npz", program, InputReaders.Run) { Harm = (damage, bytes) => damage.Members(bytes), Share = 0.2 };
    }

    private static IEnumerable<FuzzReader> Texts()
    {
        yield return new("scenario", "scenario.yaml", SampleFiles.Scenario(),
            folder => FuzzDigest.Of(JsonSerializer.SerializeToUtf8Bytes(ScenarioFile.Load(Path.Combine(folder, "scenario.yaml")), Options)))
        { Harm = (damage, bytes) => damage.Text(bytes) };
        yield return new("parameters", "scenario.yaml", SampleFiles.Parameters(),
            folder => FuzzDigest.Of(JsonSerializer.SerializeToUtf8Bytes(ScenarioFile.Load(Path.Combine(folder, "scenario.yaml")).Analog, Options)))
        { Harm = (damage, bytes) => damage.Text(bytes) };
        yield return new("sweep", "sweep.yaml", SampleFiles.Sweep(),
            folder => FuzzDigest.Of(JsonSerializer.SerializeToUtf8Bytes(SweepFile.Load(Path.Combine(folder, "sweep.yaml")).Points.Count, Options)))
        { Harm = (damage, bytes) => damage.Text(bytes) };
        yield return new("file-list", "chip.f", SampleFiles.FileList(), InputReaders.FileList) { Harm = (damage, bytes) => damage.Text(bytes) };
    }

    private static IEnumerable<FuzzReader> Results()
    {
        Dictionary<string, byte[]> golden = SampleFiles.Golden();
        var traces = new GoldenReader(golden["golden.npz"]);
        yield return new("golden", "golden.npz", golden, traces.Compare) { Checked = true };
        yield return new("golden-sealed", "golden.npz", golden, traces.Compare) { Harm = Reseal.Golden, Compares = true };
        var run = new CheckpointReader(InputReaders.Program());
        yield return new("checkpoint", "checkpoint.jsonl", run.Files, folder => FuzzDigest.Of(run.Resume(folder))) { Checked = true, Share = 0.2 };
        yield return new("checkpoint-sealed", "checkpoint.jsonl", run.Files, folder => FuzzDigest.Of(run.Resume(folder))) { Harm = Reseal.Lines, Share = 0.2 };
        yield return new("points", "points.jsonl", SampleFiles.Points(), ResultReaders.Points) { Checked = true };
        yield return new("points-sealed", "points.jsonl", SampleFiles.Points(), ResultReaders.Points) { Harm = Reseal.Lines };
        yield return new("cache-list", "contents", SampleFiles.CacheEntry(), ResultReaders.CacheEntry) { Checked = true };
        yield return new("cache-list-sealed", "contents", SampleFiles.CacheEntry(), ResultReaders.CacheEntry) { Harm = Reseal.List };
        yield return new("cache-member", "product", SampleFiles.CacheEntry(), ResultReaders.CacheEntry) { Checked = true };
    }
}
