using System.Globalization;
using AnalogCoSim.Bench.Coverage;
using AnalogCoSim.Bench.Golden;
using AnalogCoSim.Bench.Lockstep;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Inference;
using AnalogCoSim.Inference.Programming;
using AnalogCoSim.Rtl.Engine;

namespace AnalogCoSim.Bench.Running;

/// <summary>One engine, and for lockstep its reference, on one thread.</summary>
internal sealed class ImageWorker : IDisposable
{
    private readonly RunOptions _options;
    private readonly PreparedRun _run;
    private readonly RunClock _clock;
    private readonly TraceRecorder _recorder;
    private readonly IChipEngine _engine;
    private readonly RtlEngine? _rtl;
    private readonly IChipEngine? _reference;
    private readonly ReferenceBuffer _buffer = new();
    private readonly ChainMap _chains;
    private readonly RepeatCommand _repeat;
    private readonly bool _referenceAlone;
    private readonly string _rest;
    private bool _waves;

    public ImageWorker(Scenario scenario, RunOptions options, PreparedRun run, RunClock clock, TraceRecorder recorder, int number)
    {
        (_options, _run, _clock, _recorder) = (options, run, clock, recorder);
        _chains = new ChainMap(run.Chip.Program);
        _repeat = new RepeatCommand(scenario, options);
        _referenceAlone = scenario.Engine == EngineKind.Reference;
        _rest = _referenceAlone ? RunParts.ReferenceRest : RunParts.RtlHost;
        EngineRequest request = RequestOf(scenario, options, run.Chip) with { WavesFolder = number == 0 ? WavesFolder(scenario, options) : null };
        request = request with { Counts = scenario.Engine == EngineKind.Lockstep ? _buffer : null, Activity = number == 0 };
        _waves = request.WavesFolder is not null;
        (_engine, _rtl) = clock.Time("load engine", () => options.Engines.Create(request));
        _reference = scenario.Engine == EngineKind.Lockstep ? options.Engines.Create(new EngineRequest(EngineKind.Reference, run.Chip)).Engine : null;
    }

    /// <summary>What engine a scenario asks for.</summary>
    public static EngineRequest RequestOf(Scenario scenario, RunOptions options, ProgrammedChip chip) =>
        new(scenario.Engine, chip, scenario.HasAssertions(), WavesFolder(scenario, options), Host: scenario.Host);

    /// <summary>Runs a batch.</summary>
    /// <param name="first">Position of the first image in the image set.</param>
    /// <param name="count">Images.</param>
    /// <param name="state">Takes signs of life, and stops the engine.</param>
    /// <returns>The outcome; a failure of the RTL or a mismatch stands in it.</returns>
    public BatchOutcome Run(int first, int count, WorkerState state)
    {
        int[] numbers = _run.Images.Numbers[first..(first + count)];
        sbyte[] inputs = _clock.Time(RunParts.EncodeImages, () => InputQuantiser.Encode(_run.Chip.Program, _run.Images, first, count));
        var statistics = new RunStatistics(_run.Chip.Program.Steps.Count);
        BatchOutcome outcome = _reference is not null ? RunLockstep(first, numbers, inputs, statistics, state)
            : _referenceAlone ? RunReference(first, numbers, inputs, statistics, state)
            : RunImages(first, numbers, inputs, statistics, null, state);
        if (_waves)
        {
            // Waves are of the first image only.
            _waves = false;
            _engine.EndWaves();
        }

        return outcome;
    }

    public void Dispose()
    {
        Split(_rest, _engine);
        _clock.Count(_engine);
        _engine.Dispose();
        if (_reference is not null)
        {
            Split(RunParts.ReferenceRest, _reference);
            _reference.Dispose();
        }
    }

    private static string? WavesFolder(Scenario scenario, RunOptions options) =>
        scenario.Record.Waves && options.ResultFolder is { } folder ? Path.Combine(folder, "waves") : null;

    private BatchOutcome RunReference(int first, int[] numbers, sbyte[] inputs, RunStatistics statistics, WorkerState state)
    {
        if (_recorder.Kind == TraceKind.None && _engine.Saturated is { } before)
        {
            return RunUnobserved(before, first, numbers, inputs, state.Token);
        }

        var observer = new ObserverChain(state, statistics, _recorder);
        IReadOnlyList<InferenceResult> results = _clock.Time(_rest, () => _engine.Run(numbers, inputs, observer, state.Token));
        state.Token.ThrowIfCancellationRequested();
        return new BatchOutcome(first, results, statistics, default, null);
    }

    // Nobody looks inside, so the engine computes only what the result needs: several times as fast.
    private BatchOutcome RunUnobserved(IReadOnlyList<long> before, int first, int[] numbers, sbyte[] inputs, CancellationToken cancellation)
    {
        IReadOnlyList<InferenceResult> results = _clock.Time(_rest, () => _engine.Run(numbers, inputs, null, cancellation));
        long[] mvms = [.. _engine.Program.Steps.Select(step => (long)step.MvmsPerImage * numbers.Length)];
        long[] saturated = [.. _engine.Saturated!.Select((count, step) => count - (before.Count == 0 ? 0 : before[step]))];
        return new BatchOutcome(first, results, new RunStatistics(mvms, saturated), default, null);
    }

    private void Split(string rest, IChipEngine engine)
    {
        foreach ((string part, TimeSpan time) in engine.Spent)
        {
            _clock.Move(rest, RunParts.Of(rest, part), time);
        }
    }

    private BatchOutcome RunLockstep(int first, int[] numbers, sbyte[] inputs, RunStatistics statistics, WorkerState state)
    {
        _buffer.Begin(numbers, inputs);
        var observer = new ObserverChain(state, _buffer);
        IReadOnlyList<InferenceResult> expected = _clock.Time(RunParts.ReferenceRest, () => _reference!.Run(numbers, inputs, observer, state.Token));
        state.Token.ThrowIfCancellationRequested();
        return RunImages(first, numbers, inputs, statistics, expected, state);
    }

    // One image at a time, so that a failure leaves the images before it whole.
    private BatchOutcome RunImages(int first, int[] numbers, sbyte[] inputs, RunStatistics statistics, IReadOnlyList<InferenceResult>? expected, WorkerState state)
    {
        LockstepScoreboard? scoreboard = expected is null ? null : new LockstepScoreboard(_run.Chip, _buffer, _repeat.Image);
        var exercise = new ExerciseObserver(_run.Chip, _chains, expected is null ? null : _buffer);
        IMvmObserver observer = scoreboard is null ? new ObserverChain(state, statistics, exercise, _recorder) : new ObserverChain(state, statistics, exercise, scoreboard, _recorder);
        HostActs before = _engine.HostActs;
        var results = new List<InferenceResult>(numbers.Length);
        AcsException? failure = null;
        for (int k = 0; k < numbers.Length && failure is null; k++)
        {
            int length = inputs.Length / numbers.Length;
            (InferenceResult? result, failure) = RunImage(numbers[k], inputs.AsMemory(k * length, length), observer, scoreboard, state);
            failure ??= expected is null ? null : CompareOutputs(expected[k], result!);
            if (failure is null)
            {
                results.Add(result!);
            }
        }

        exercise.HandIn();
        AcsException? located = failure is null ? null : Located(failure, scoreboard);
        FailureReplay? replay = failure is null ? null : Replay(failure, located?.Core, numbers[results.Count], scoreboard);
        return new BatchOutcome(first, results, statistics, scoreboard?.Compared ?? default, located, Exercised(exercise, before), replay);
    }

    private ExerciseCounts Exercised(ExerciseObserver seen, HostActs before) =>
        seen.Counts with { Rewrites = _engine.HostActs.Writes - before.Writes, Resets = _engine.HostActs.Resets - before.Resets };

    // The scoreboard knows which core gave wrong outputs, the RTL in which tile a rule was broken; the links tell whether it was given a wrong packet.
    private AcsException Located(AcsException failure, LockstepScoreboard? scoreboard) => _rtl is not { } rtl ? failure
        : scoreboard is { Wrong: { } wrong } && failure == scoreboard.Failure ? new HopLocator(_run.Chip, _chains, _buffer).Locate(failure, rtl, wrong.Address, wrong.Cycle)
        : HopLocator.Locate(failure, rtl);

    private FailureReplay? Replay(AcsException failure, int? core, int image, LockstepScoreboard? scoreboard) =>
        _rtl?.PlanReplay() is { } plan
            ? new FailureReplay(plan, _run.Chip, scoreboard is null ? null : _buffer, image, failure, core) { Wrong = failure == scoreboard?.Failure ? scoreboard.Wrong : null }
            : null;

    // The scoreboard sees an MVM before an assertion that its consequences raise, so its word comes first.
    private (InferenceResult? Result, AcsException? Failure) RunImage(int image, ReadOnlyMemory<sbyte> input, IMvmObserver observer, LockstepScoreboard? scoreboard, WorkerState state)
    {
        IReadOnlyList<InferenceResult> results = [];
        AcsException? failure = null;
        try
        {
            results = _clock.Time(_rest, () => _engine.Run([image], input.Span, observer, state.Token));
        }
        catch (OperationCanceledException) when (scoreboard?.Failure is not null)
        {
            // The engine was stopped by the scoreboard.
        }
        catch (AcsException error) when (error.ExitCode == 1)
        {
            failure = error.Image is not null ? error : error.Within(string.Create(CultureInfo.InvariantCulture, $"image {image}"), image);
            failure = failure.WithRemedy(_repeat.Image(image));
        }

        failure = scoreboard?.Failure ?? failure;
        if (failure is not null)
        {
            return (null, failure);
        }

        state.Token.ThrowIfCancellationRequested();
        scoreboard?.CheckComplete(image);
        return (results.Count > 0 ? results[0] : null, scoreboard?.Failure);
    }

    private AcsException? CompareOutputs(InferenceResult expected, InferenceResult actual)
    {
        int at = expected.Output.AsSpan().CommonPrefixLength(actual.Output);
        return at == expected.Output.Length ? null : new AcsException(
            ErrorCode.LockstepLdpuMismatch,
            "The output tensor differs between RTL and reference, though every MVM is equal.",
            $"image {expected.Image}, output element {at}",
            $"{expected.Output[at]} (reference)",
            $"{actual.Output[at]}",
            _repeat.Image(expected.Image))
        {
            Image = expected.Image,
        };
    }
}
