using AnalogCoSim.Bench.Golden;
using AnalogCoSim.Bench.Lockstep;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Chip.Engine;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Bench.Running;

/// <summary>One engine, and for lockstep its reference, on one thread.</summary>
internal sealed class ImageWorker : IDisposable
{
    private const string ReferenceSlice = "reference engine";

    private readonly RunOptions _options;
    private readonly PreparedRun _run;
    private readonly RunClock _clock;
    private readonly TraceRecorder _recorder;
    private readonly IChipEngine _engine;
    private readonly IChipEngine? _reference;
    private readonly ReferenceBuffer _buffer = new();
    private readonly RepeatCommand _repeat;
    private readonly string _slice;

    public ImageWorker(Scenario scenario, RunOptions options, PreparedRun run, RunClock clock, TraceRecorder recorder, int number)
    {
        (_options, _run, _clock, _recorder) = (options, run, clock, recorder);
        _repeat = new RepeatCommand(scenario, options);
        _slice = scenario.Engine == EngineKind.Reference ? ReferenceSlice : "RTL engine";
        string? waves = scenario.Record.Waves && number == 0 && options.ResultFolder is { } folder ? Path.Combine(folder, "waves.fst") : null;
        _engine = clock.Time("load engine", () => options.Engines.Create(scenario.Engine, run.Chip, waves));
        _reference = scenario.Engine == EngineKind.Lockstep ? options.Engines.Create(EngineKind.Reference, run.Chip, null) : null;
    }

    /// <summary>Runs a batch.</summary>
    /// <param name="first">Position of the first image in the image set.</param>
    /// <param name="count">Images.</param>
    /// <param name="cancellation">Stops between steps.</param>
    /// <returns>The outcome.</returns>
    public BatchOutcome Run(int first, int count, CancellationToken cancellation)
    {
        int[] numbers = _run.Images.Numbers[first..(first + count)];
        sbyte[] inputs = _clock.Time("encode images", () => InputQuantiser.Encode(_run.Chip.Program, _run.Images, first, count));
        var statistics = new RunStatistics(_run.Chip.Program.Steps.Count);
        if (_reference is null)
        {
            var observer = new ObserverChain(statistics, _recorder);
            IReadOnlyList<InferenceResult> results = _clock.Time(_slice, () => _engine.Run(numbers, inputs, observer, cancellation));
            return new BatchOutcome(first, results, statistics, default, null);
        }

        return RunLockstep(first, numbers, inputs, statistics, cancellation);
    }

    public void Dispose()
    {
        Split(_slice, _engine);
        _engine.Dispose();
        if (_reference is not null)
        {
            Split(ReferenceSlice, _reference);
            _reference.Dispose();
        }
    }

    private void Split(string slice, IChipEngine engine)
    {
        foreach ((string part, TimeSpan time) in _options.Engines.Budget(engine))
        {
            _clock.Move(slice, $"{slice}: {part}", time);
        }
    }

    private BatchOutcome RunLockstep(int first, int[] numbers, sbyte[] inputs, RunStatistics statistics, CancellationToken cancellation)
    {
        _buffer.Clear();
        IReadOnlyList<InferenceResult> expected = _clock.Time(ReferenceSlice, () => _reference!.Run(numbers, inputs, _buffer, cancellation));
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
