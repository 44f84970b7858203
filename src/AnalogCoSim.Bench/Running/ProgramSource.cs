using System.Globalization;
using System.Runtime.InteropServices;
using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Bench.Data;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Chip.Files;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Compiler;
using AnalogCoSim.Compiler.Calibration;
using AnalogCoSim.Compiler.Execution;
using AnalogCoSim.Compiler.Graph;
using AnalogCoSim.Compiler.Import;
using AnalogCoSim.Compiler.Options;
using AnalogCoSim.Compiler.Passes;
using AnalogCoSim.Core.Arrays;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;
using AnalogCoSim.Toolchain.Caching;

namespace AnalogCoSim.Bench.Running;

/// <summary>Compiles networks and runs them in float32, once for equal contents: both are kept in the build cache.</summary>
/// <param name="scenario">The scenario.</param>
/// <param name="onnx">ONNX file.</param>
/// <param name="cache">The cache.</param>
internal sealed class ProgramSource(Scenario scenario, string onnx, BuildCache cache)
{
    private const string PredictionsName = "predictions.npz";

    private readonly CompilerOptions _options = OptionsOf(scenario);

    /// <summary>The compiler's choices of a scenario, with the analog figures that the compiler has to know.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <returns>The options.</returns>
    public static CompilerOptions OptionsOf(Scenario scenario)
    {
        AnalogParameters chip = scenario.Analog;
        return scenario.Network.Compiler with
        {
            InputMean = scenario.Network.Mean,
            InputStd = scenario.Network.Std,
            GmaxMicroSiemens = (float)(scenario.Network.Gmax ?? chip.GmaxMicroSiemens ?? chip.PresetGmaxMicroSiemens),
            AdcGainMegahertzPerMicroAmpere = (float)chip.AdcGainMegahertzPerMicroAmpere,
            PwmStepNanoseconds = (float)chip.PwmStepNanoseconds,
        };
    }

    /// <summary>The chip program of the network.</summary>
    /// <param name="calibration">Gives the calibration images; only asked when the key or the program needs them.</param>
    /// <param name="cancellation">Ends waiting for another process that compiles the same.</param>
    /// <returns>The program.</returns>
    public ChipProgram Program(Func<ImageSet> calibration, CancellationToken cancellation)
    {
        ImageSet images = calibration();
        using var key = Key("chip program", images);
        key.Add("options", _options.ToString()).Add("lists", string.Join(' ', _options.InputMean.Concat(_options.InputStd).Select(v => v.ToString("R", CultureInfo.InvariantCulture))));
        key.Add("placement", string.Join(' ', _options.Placement ?? []));
        string folder = cache.GetOrBuild(key.ToFileName(), target => Compile(images, target, cancellation), cancellation);
        return ChipProgramFile.Load(folder);
    }

    /// <summary>The float32 network's classes.</summary>
    /// <param name="images">Images.</param>
    /// <param name="cancellation">Ends waiting for another process that computes the same.</param>
    /// <returns>One class an image.</returns>
    public IReadOnlyList<int> FloatPredictions(ImageSet images, CancellationToken cancellation)
    {
        using var key = Key("float predictions", images);
        key.Add("input", string.Join(' ', _options.InputMean.Concat(_options.InputStd).Select(v => v.ToString("R", CultureInfo.InvariantCulture))));
        string folder = cache.GetOrBuild(key.ToFileName(), target => Predict(images, target, cancellation), cancellation);
        return NpzArchive.Read(Path.Combine(folder, PredictionsName)).GetValueOrDefault("predictions") is { } array && array.As<int>("predictions") is var classes && classes.Length == images.Count
            ? classes
            : throw new AcsException(ErrorCode.DataDamaged, "The kept answers of the float network are damaged.", folder, $"{images.Count} classes", "others", "Delete the folder; the next run makes it again.");
    }

    private BuildKey Key(string purpose, ImageSet images)
    {
        var key = new BuildKey();
        key.Add("purpose", purpose);
        // Changed code makes other programs of the same network.
        key.Add("code", CodeIdentity.Digest);
        key.Add(Path.GetFileName(onnx), InputFile.ReadBytes(onnx, InputKind.Network));
        key.Add("shape", FormattableString.Invariant($"{images.Count} {images.Channels} {images.Height} {images.Width}"));
        key.Add("images", MemoryMarshal.AsBytes(images.Values.AsSpan()));
        return key;
    }

    private void Compile(ImageSet images, string folder, CancellationToken cancellation)
    {
        NetworkGraph graph = OnnxImporter.Import(onnx);
        images = images.For(graph.InputShape.Channels, graph.InputShape.Height, graph.InputShape.Width, graph.InputChannelsLast, Path.GetFileName(onnx));
        CompiledNetwork network = NetworkCompiler.Compile(graph, new CalibrationData(images.Values, images.Count), _options, cancellation);
        ChipProgramFile.Save(network.Program, folder);
    }

    private void Predict(ImageSet images, string folder, CancellationToken cancellation)
    {
        NetworkGraph graph = OnnxImporter.Import(onnx);
        images = images.For(graph.InputShape.Channels, graph.InputShape.Height, graph.InputShape.Width, graph.InputChannelsLast, Path.GetFileName(onnx));
        int channels = graph.InputShape.Channels;
        var encoding = new InputEncoding(Expand(_options.InputMean, channels), Expand(_options.InputStd, channels));
        var network = new FloatNetwork(GraphOptimiser.Optimise(graph with { Encoding = encoding }));
        float[] logits = network.Run(images.Values, cancellation);
        int classes = logits.Length / images.Count;
        int[] predictions = [.. Enumerable.Range(0, images.Count).Select(i => ArgMax(logits.AsSpan(i * classes, classes)))];
        NpzArchive.Write(Path.Combine(folder, PredictionsName), new Dictionary<string, NpyArray> { ["predictions"] = new(predictions, [predictions.Length]) });
    }

    private static float[] Expand(IReadOnlyList<float> values, int channels) => [.. Enumerable.Range(0, channels).Select(c => values[Math.Min(c, values.Count - 1)])];

    private static int ArgMax(ReadOnlySpan<float> values)
    {
        int best = 0;
        for (int i = 1; i < values.Length; i++)
        {
            best = values[i] > values[best] ? i : best;
        }

        return best;
    }
}
