using AnalogCoSim.Bench.Golden;
using AnalogCoSim.Bench.Lockstep;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Chip.Engine;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Bench.Running;

/// <summary>One engine, and for lockstep its reference, on one thread.</summary>
internal sealed class ImageWorker : IDisposable
{
    private readonly RunOptions _options;
    private readonly PreparedRun _run;
    private readonly RunClock _clock;
    private readonly TraceRecorder _recorder;
    private readonly IChipEngine _engine;
    private readonly IChipEngine? _reference;
    private readonly ReferenceBuffer _buffer = new();
    private readonly RepeatCommand _repeat;
    private readonly string _slice;
    private bool _waves;

    public ImageWorker(Scenario scenario, RunOptions options, PreparedRun run, RunClock clock, TraceRecorder recorder, int number)
    {
        (_options, _run, _clock, _recorder) = (options, run, clock, recorder);
        _repeat = new RepeatCommand(scenario, options);
        _slice = scenario.Engine == EngineKind.Reference ? RunSlices.ReferenceRest : RunSlices.RtlHost;
        EngineRequest request = RequestOf(scenario, options, run.Chip) with { WavesFolder = number == 0 ? WavesFolder(scenario, options) : null };
        request = request with { Counts = scenario.Engine == EngineKind.Lockstep ? _buffer : null, Activity = number == 0 };
        _waves = request.WavesFolder is not null;
        _engine = clock.Time("load engine", () => options.Engines.Create(request));
        _reference = scenario.Engine == EngineKind.Lockstep ? options.Engines.Create(new EngineRequest(EngineKind.Reference, run.Chip)) : null;
    }

    /// <summary>What engine a scenario asks for.</summary>
    public static EngineRequest RequestOf(Scenario scenario, RunOptions options, ProgrammedChip chip) =>
        new(scenario.Engine, chip, scenario.Assertions, WavesFolder(scenario, options));

    /// <summary>Runs a batch.</summary>
    /// <param name="first">Position of the first image in the image set.</param>
    /// <param name="count">Images.</param>
    /// <param name="cancellation">Stops between steps.</param>
    /// <returns>The outcome.</returns>
    public BatchOutcome Run(int first, int count, CancellationToken cancellation)
    {
        int[] numbers = _run.Images.Numbers[first..(first + count)];
        sbyte[] inputs = _clock.Time(RunSlices.EncodeImages, () => InputQuantiser.Encode(_run.Chip.Program, _run.Images, first, count));
        var statistics = new RunStatistics(_run.Chip.Program.Steps.Count);
        BatchOutcome outcome = _reference is null ? RunAlone(first, numbers, inputs, statistics, cancellation) : RunLockstep(first, numbers, inputs, statistics, cancellation);
        if (_waves)
        {
            // Waves are of the first image only.
            _waves = false;
            _options.Engines.StopWaves(_engine);
        }

        return outcome;
    }

    public void Dispose()
    {
        Split(_slice, _engine);
        if (_options.Engines.Rtl(_engine) is { } rtl)
        {
            _clock.Count(rtl);
        }

        _engine.Dispose();
        if (_reference is not null)
        {
            Split(RunSlices.ReferenceRest, _reference);
            _reference.Dispose();
        }
    }

    private static string? WavesFolder(Scenario scenario, RunOptions options) =>
        scenario.Record.Waves && options.ResultFolder is { } folder ? Path.Combine(folder, "waves") : null;

    private BatchOutcome RunAlone(int first, int[] numbers, sbyte[] inputs, RunStatistics statistics, CancellationToken cancellation)
    {
        if (_engine is ReferenceEngine reference && _recorder.Kind == TraceKind.None)
        {
            return RunUnobserved(reference, first, numbers, inputs, cancellation);
        }

        var observer = new ObserverChain(statistics, _recorder);
        IReadOnlyList<InferenceResult> results = _clock.Time(_slice, () => _engine.Run(numbers, inputs, observer, cancellation));
        return new BatchOutcome(first, results, statistics, default, null);
    }

    // Nobody looks inside, so the engine computes only what the result needs: several times as fast.
    private BatchOutcome RunUnobserved(ReferenceEngine engine, int first, int[] numbers, sbyte[] inputs, CancellationToken cancellation)
    {
        IReadOnlyList<long> before = engine.Saturated;
        IReadOnlyList<InferenceResult> results = _clock.Time(_slice, () => engine.Run(numbers, inputs, null, cancellation));
        long[] mvms = [.. engine.Program.Steps.Select(step => step is CrossbarStep crossbar ? (long)crossbar.MvmsPerImage * numbers.Length : 0)];
        long[] saturated = [.. engine.Saturated.Select((count, step) => count - (before.Count == 0 ? 0 : before[step]))];
        return new BatchOutcome(first, results, new RunStatistics(mvms, saturated), default, null);
    }

    private void Split(string slice, IChipEngine engine)
    {
        foreach ((string part, TimeSpan time) in _options.Engines.Budget(engine))
        {
            _clock.Move(slice, part, time);
        }
    }

    private BatchOutcome RunLockstep(int first, int[] numbers, sbyte[] inputs, RunStatistics statistics, CancellationToken cancellation)
    {
        _buffer.Clear();
        IReadOnlyList<InferenceResult> expected = _clock.Time(RunSlices.ReferenceRest, () => _reference!.Run(numbers, inputs, _buffer, cancellation));
        var scoreboard = new LockstepScoreboard(_run.Chip, _buffer, _repeat.Image);
        var observer = new ObserverChain(statistics, scoreboard, _recorder);
        IReadOnlyList<InferenceResult> results = [];
        try
        {
            results = _clock.Time(_slice, () => _engine.Run(numbers, inputs, observer, cancellation));
        }
        catch (OperationCanceledException) when (scoreboard.Failure is not null)
        {
            // The engine was stopped by the scoreboard.
        }

        scoreboard.CheckComplete(statistics.TotalMvms);
        AcsException? failure = scoreboard.Failure ?? CompareOutputs(expected, results);
        return new BatchOutcome(first, failure is null ? results : [], statistics, scoreboard.Compared, failure);
    }

    private AcsException? CompareOutputs(IReadOnlyList<InferenceResult> expected, IReadOnlyList<InferenceResult> actual)
    {
        for (int i = 0; i < expected.Count; i++)
        {
            int at = expected[i].Output.AsSpan().CommonPrefixLength(actual[i].Output);
            if (at < expected[i].Output.Length)
            {
                return new AcsException(
                    ErrorCode.LockstepLdpuMismatch,
                    "The output tensor differs between RTL and reference, though every MVM is equal.",
                    $"image {expected[i].Image}, output element {at}",
                    $"{expected[i].Output[at]} (reference)",
                    $"{actual[i].Output[at]}",
                    _repeat.Image(expected[i].Image));
            }
        }

        return null;
    }
}
