using AnalogCoSim.Bench.Lockstep;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Core.Arrays;
using AnalogCoSim.Core.Files;
using AnalogCoSim.Core.Random;
using AnalogCoSim.Inference;

namespace AnalogCoSim.Bench.Golden;

/// <summary>What a run computed, as arrays: outputs of all images, digests of every MVM of the recorded ones, and whole MVMs where they were kept.</summary>
public sealed class GoldenTrace
{
    private const int Columns = ChipGeometry.CrossbarSize;

    private GoldenTrace(string source, IReadOnlyDictionary<string, NpyArray> arrays)
    {
        Source = source;
        Arrays = arrays;
    }

    /// <summary>File or run it came from.</summary>
    public string Source { get; }

    /// <summary>
    /// Arrays by name: <c>scenario</c> and <c>choices</c>, UTF-8: name of the scenario that was recorded and what it sets; <c>settings</c> [1], digest of the choices of the scenario that was run; <c>images</c> [n], <c>predictions</c> [n],
    /// <c>logits</c> [n, classes]; with a trace <c>recorded</c> [r] image numbers,
    /// <c>places</c> [m, 3] (step, core, position) and <c>digests</c> [r, m]; with a full trace <c>inputs</c>, <c>counts_p</c>, <c>counts_n</c>, <c>outputs</c> [r, m, 256].
    /// </summary>
    public IReadOnlyDictionary<string, NpyArray> Arrays { get; }

    /// <summary>Makes the trace of a run.</summary>
    /// <param name="results">Results of all images.</param>
    /// <param name="recorder">What was kept of the inside.</param>
    /// <param name="scenario">The scenario that was run.</param>
    /// <returns>The trace.</returns>
    public static GoldenTrace Of(IReadOnlyList<InferenceResult> results, TraceRecorder recorder, Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(recorder);
        ArgumentNullException.ThrowIfNull(scenario);
        InferenceResult[] ordered = [.. results.OrderBy(result => result.Image)];
        int classes = ordered.Length == 0 ? 0 : ordered[0].Output.Length;
        var arrays = new Dictionary<string, NpyArray>(StringComparer.Ordinal)
        {
            ["scenario"] = GoldenFile.Text(scenario.Name),
            ["choices"] = GoldenFile.Text(ScenarioSettings.Choices(scenario)),
            ["settings"] = new(new[] { ScenarioSettings.DigestOfChoices(scenario) }, [1]),
            ["images"] = new(ordered.Select(r => r.Image).ToArray(), [ordered.Length]),
            ["predictions"] = new(ordered.Select(r => r.Prediction).ToArray(), [ordered.Length]),
            ["logits"] = new(ordered.SelectMany(r => r.Output).ToArray(), [ordered.Length, classes]),
        };
        // An image that broke off is recorded in part.
        int[] recorded = [.. recorder.Images.Intersect(ordered.Select(r => r.Image))];
        if (recorded.Length > 0)
        {
            AddDigests(arrays, recorder, recorded);
        }

        return new GoldenTrace(scenario.Name, arrays);
    }

    /// <summary>Reads a trace.</summary>
    /// <param name="path">npz file.</param>
    /// <returns>The trace.</returns>
    /// <exception cref="Core.Errors.AcsException">ACS0301, ACS0302 when damaged or of another format, ACS0303 when it is another kind of npz.</exception>
    public static GoldenTrace Load(string path)
    {
        IReadOnlyDictionary<string, NpyArray> arrays = NpzArchive.Read(path);
        GoldenFile.Check(path, arrays);
        return new GoldenTrace(Checkout.Shown(path), arrays);
    }

    /// <summary>Whether both traces are of the same network, data, chip and seed.</summary>
    /// <param name="other">The other trace.</param>
    /// <returns>False if they cannot be compared.</returns>
    public bool SameSettings(GoldenTrace other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Settings == other.Settings;
    }

    /// <summary>Digest of the settings that were recorded.</summary>
    public ulong Settings => Arrays["settings"].As<ulong>("settings", Source)[0];

    /// <summary>Name of the scenario that was recorded.</summary>
    public string Scenario => GoldenFile.TextOf(Arrays["scenario"]);

    /// <summary>Choices of the trace, as <see cref="ScenarioSettings.Choices"/> tells them.</summary>
    internal string Choices => GoldenFile.TextOf(Arrays["choices"]);

    /// <summary>The first choices in which this trace and a scenario differ.</summary>
    /// <param name="choices">From <see cref="ScenarioSettings.Choices"/>.</param>
    /// <returns>What this one was made with, and what the scenario sets; empty texts where nothing is set.</returns>
    internal (string Mine, string Other) FirstDifference(string choices)
    {
        string[] mine = Choices.Split('\n');
        string[] others = choices.Split('\n');
        return (string.Join(' ', mine.Except(others).Take(3)), string.Join(' ', others.Except(mine).Take(3)));
    }

    /// <summary>Writes the trace, sealed; the file appears whole or not at all.</summary>
    /// <param name="path">npz file.</param>
    public void Save(string path) => NpzArchive.Write(path, GoldenFile.Sealed(Arrays));

    private static void AddDigests(Dictionary<string, NpyArray> arrays, TraceRecorder recorder, int[] images)
    {
        MvmAddress[] places = [.. recorder.DigestsOf(images[0]).Keys];
        arrays["recorded"] = new NpyArray(images, [images.Length]);
        arrays["places"] = new NpyArray(places.SelectMany(p => new[] { p.Step, p.Core, p.Position }).ToArray(), [places.Length, 3]);
        arrays["digests"] = new NpyArray(images.SelectMany(i => places.Select(p => recorder.DigestsOf(i).GetValueOrDefault(p with { Image = i }))).ToArray(), [images.Length, places.Length]);
        if (recorder.Kind == TraceKind.Full)
        {
            int[] shape = [images.Length, places.Length, Columns];
            RecordedMvm[] mvms = [.. images.SelectMany(i => places.Select(p => recorder.MvmOf(p with { Image = i })))];
            arrays["inputs"] = new NpyArray(mvms.SelectMany(m => m.Inputs).ToArray(), shape);
            arrays["counts_p"] = new NpyArray(mvms.SelectMany(m => m.CountsP).ToArray(), shape);
            arrays["counts_n"] = new NpyArray(mvms.SelectMany(m => m.CountsN).ToArray(), shape);
            arrays["outputs"] = new NpyArray(mvms.SelectMany(m => m.Outputs).ToArray(), shape);
        }
    }
}
