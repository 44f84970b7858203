using System.Diagnostics;
using AnalogCoSim.Bench.Running;
using AnalogCoSim.Compiler;
using AnalogCoSim.Compiler.Calibration;
using AnalogCoSim.Compiler.Graph;
using AnalogCoSim.Compiler.Import;
using AnalogCoSim.Core;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;
using AnalogCoSim.Yaml.Binding;

namespace AnalogCoSim.Bench.Sweeps;

/// <summary>Runs sweeps: every variant with every seed at every time, one after the other.</summary>
public static class SweepRunner
{
    private const double GoldenRatio = 0.6180339887498949;

    /// <summary>Runs a sweep.</summary>
    /// <param name="plan">The sweep.</param>
    /// <param name="options">What else is needed.</param>
    /// <param name="progress">Learns how many images of all are done.</param>
    /// <param name="cancellation">Stops the sweep; finished runs stay in the result folder.</param>
    /// <returns>The result. A network that the chip cannot run is a row of it.</returns>
    /// <exception cref="AcsException">Missing data (03xx), tools (05xx).</exception>
    public static SweepResult Run(SweepPlan plan, SweepOptions options, IProgressSink progress, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(progress);
        DateTimeOffset started = DateTimeOffset.UtcNow;
        using OutputFolder? folder = SweepFiles.Take(options.ResultFolder);
        var identity = new PointIdentity(options.Roots, options.Engines);
        // All files are read before the first run: what is missing shows at once.
        (PlannedPoint Point, string Key, int Images)[] planned = [.. plan.Points.Select(point => Identified(point, identity, cancellation))];
        using var store = new SweepStore(folder?.In(SweepStore.FileName), options.Resume, planned.Select(point => point.Key).ToHashSet(StringComparer.Ordinal));
        // Up to here, an earlier result is as it was.
        folder?.Clear(SweepFiles.Results);
        store.Begin();
        var bar = new SweepProgress(progress, planned.Sum(point => (long)Math.Max(1, point.Images)));
        var results = new List<SweepPoint>();
        int taken = 0;
        foreach ((PlannedPoint point, string key, int images) in planned)
        {
            cancellation.ThrowIfCancellationRequested();
            if (store.Find(key) is { } known)
            {
                // Names may have changed since; the numbers have not.
                results.Add(known with { Variant = point.Variant.Name, Seed = point.Seed, Seconds = point.Seconds });
                taken++;
            }
            else
            {
                SweepPoint result = RunPoint(point, key, options, bar, cancellation);
                store.Add(result);
                results.Add(result);
            }

            bar.Finished(Math.Max(1, images));
        }

        SweepResult whole = SweepSummaries.Build(plan, results, started) with { PointsTakenOver = taken, Folder = options.ResultFolder };
        SweepFiles.Write(folder, whole, options.Writers);
        return whole;
    }

    private static (PlannedPoint Point, string Key, int Images) Identified(PlannedPoint point, PointIdentity identity, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        (string key, int images) = identity.Of(point, cancellation);
        return (point, key, images);
    }

    private static SweepPoint RunPoint(PlannedPoint point, string key, SweepOptions options, IProgressSink progress, CancellationToken cancellation)
    {
        long begin = Stopwatch.GetTimestamp();
        var run = new RunOptions
        {
            ScenarioPath = point.ScenarioPath,
            Overrides = point.Overrides,
            Roots = options.Roots,
            Engines = options.Engines,
            CacheFolder = options.CacheFolder,
            CheckGolden = false,
        };
        var empty = new SweepPoint
        {
            Key = key,
            Variant = point.Variant.Name,
            Seed = point.Seed,
            Seconds = point.Seconds,
            Status = PointStatus.Refused,
            Network = Path.GetFileName(point.Scenario.Network.Onnx ?? point.Scenario.Network.Program!),
            Engine = ObjectShape.WordOf(point.Scenario.Engine.ToString()),
            Repeat = new RepeatCommand(point.Scenario, run).Whole(),
        };
        try
        {
            SweepPoint done = point.Variant.Compile is { } compile
                ? empty with { Status = PointStatus.Compiled, Cores = Compile(point, compile, options).CoreCount }
                : Filled(empty, ScenarioRunner.Run(point.Scenario, run, progress, cancellation));
            return done with { WallSeconds = Stopwatch.GetElapsedTime(begin).TotalSeconds };
        }
        catch (AcsException refusal) when (IsRefusal(refusal))
        {
            return empty with { Error = ErrorResult.Of(refusal), WallSeconds = Stopwatch.GetElapsedTime(begin).TotalSeconds };
        }
    }

    private static SweepPoint Filled(SweepPoint empty, ScenarioResult result) => empty with
    {
        Status = result.Failure is null ? PointStatus.Ran : PointStatus.Failed,
        Images = result.Images,
        Correct = result.Correct,
        Accuracy = result.Failure is null ? result.Accuracy : null,
        DeviceModel = result.Images > 0 ? result.DeviceModel : null,
        CyclesPerImage = result.Cycles > 0 && result.Images > 0 ? (double)result.Cycles / result.Images : null,
        MicrojoulePerImage = result.MicrojoulePerImage,
        FloatAccuracy = result.FloatAccuracy,
        ImagesPerSecond = result.ImagesPerSecond,
        Cores = result.Cores,
        Digest = result.Digest,
        Published = result.Published,
        Notices = result.Notices,
        Error = result.Error,
    };

    private static bool IsRefusal(AcsException error) => SweepExpectSection.Refusals.Contains(error.Code);

    private static CompiledNetwork Compile(PlannedPoint point, CompileSection section, SweepOptions options)
    {
        string onnx = options.Roots.Resolve(point.Scenario.Network.Onnx ?? throw NoNetwork(point), point.Folder);
        NetworkGraph graph = OnnxImporter.Import(onnx);
        double span = section.High - section.Low;
        float[] values = [.. Enumerable.Range(0, section.Samples * graph.InputShape.Length).Select(i => (float)(section.Low + (span * (i * GoldenRatio % 1))))];
        return NetworkCompiler.Compile(graph, new CalibrationData(values, section.Samples), ProgramSource.OptionsOf(point.Scenario));
    }

    private static AcsException NoNetwork(PlannedPoint point) => new(
        ErrorCode.ScenarioInvalidValue,
        "A variant that is compiled only needs an ONNX file.",
        $"variant '{point.Variant.Name}'",
        "network.onnx",
        "network.program",
        "Remove 'compile:' or name an ONNX file.");
}
