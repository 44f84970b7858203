using System.Diagnostics;
using System.Runtime.ExceptionServices;
using AnalogCoSim.Bench.Coverage;
using AnalogCoSim.Bench.Golden;
using AnalogCoSim.Bench.Lockstep;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Core;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Bench.Running;

/// <summary>Runs the images of a scenario on as many engines as there are threads; every engine lives on one thread of its own.</summary>
/// <remarks>
/// A failure ends the run. Workers with later images are stopped, those with earlier ones finish their batch: so the failure of the first failing image is
/// told, and the result holds the images before it, whatever the number of threads.
/// </remarks>
internal sealed class ImageRunner : IDisposable
{
    // An engine under way gives a sign of life with each MVM, some thousands a second.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan LongestSilenceWhenCancelled = TimeSpan.FromMilliseconds(700);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    private readonly Scenario _scenario;
    private readonly RunOptions _options;
    private readonly PreparedRun _run;
    private readonly ResultFolder _folder;
    private readonly RunClock _clock;
    private readonly IProgressSink _progress;
    private readonly CancellationToken _cancellation;
    private readonly TraceRecorder _recorder;
    private readonly Checkpoint _checkpoint;
    private readonly bool[] _taken;
    private readonly long _begin = Stopwatch.GetTimestamp();
    private readonly Lock _gate = new();
    private readonly List<BatchOutcome> _outcomes = [];
    private readonly WorkerState[] _workers;
    private Exception? _fault;
    private bool _closed;
    private int _done;
    private int _next;

    // Position of the first image that is known to fail.
    private int _limit = int.MaxValue;

    public ImageRunner(Scenario scenario, RunOptions options, PreparedRun run, ResultFolder folder, Checkpoint checkpoint, RunClock clock, IProgressSink progress, CancellationToken cancellation)
    {
        (_scenario, _options, _run, _folder, _clock, _progress, _cancellation) = (scenario, options, run, folder, clock, progress, cancellation);
        _recorder = new TraceRecorder(scenario.Record.Trace, run.Images.Numbers.Take(scenario.Record.Images).ToHashSet());
        _checkpoint = checkpoint;
        _taken = new bool[run.Images.Count];
        _workers = [.. Enumerable.Range(0, Threads).Select(_ => new WorkerState(cancellation))];
    }

    /// <summary>Images handed to an engine at once.</summary>
    private int Batch => _scenario.Record.Waves ? 1 : Math.Max(1, Math.Min(_scenario.Batch, (_run.Images.Count + Threads - 1) / Threads));

    /// <summary>Engines at once.</summary>
    private int Threads => Math.Clamp(_scenario.Threads == 0 ? Environment.ProcessorCount : _scenario.Threads, 1, _run.Images.Count);

    private double Seconds => _checkpoint.Seconds + Stopwatch.GetElapsedTime(_begin).TotalSeconds;

    /// <summary>Runs all images, or up to the first that fails.</summary>
    /// <returns>The outcome; complete for the images before the failing one.</returns>
    public RunOutcome Run()
    {
        foreach (CheckpointLine line in _checkpoint.Restored)
        {
            _taken.AsSpan(line.First, line.Results.Count).Fill(true);
            Keep(line.Outcome());
        }

        Thread[] threads = [.. _workers.Select((state, number) => new Thread(() => Guarded(state, number)) { Name = $"engine {number}", IsBackground = true })];
        Array.ForEach(threads, thread => thread.Start());
        Await(threads);
        if (_fault is not null)
        {
            ExceptionDispatchInfo.Throw(_fault);
        }

        _cancellation.ThrowIfCancellationRequested();
        return Outcome();
    }

    public void Dispose() => Array.ForEach(_workers, worker => worker.Dispose());

    // A worker that hangs in an engine must not keep the run from ending.
    private void Await(Thread[] threads)
    {
        for (int i = 0; i < threads.Length; i++)
        {
            while (!threads[i].Join(Poll))
            {
                if (Overdue(_workers[i]))
                {
                    AbandonedEngines.Add();
                    _folder.Log($"{threads[i].Name} gave no sign of life for {_workers[i].Silence.TotalSeconds:0.0} s and is left alone");
                    break;
                }
            }
        }

        lock (_gate)
        {
            _closed = true;
        }
    }

    private bool Overdue(WorkerState worker) =>
        (_cancellation.IsCancellationRequested && worker.Silence > LongestSilenceWhenCancelled)
        || ((_limit != int.MaxValue || _fault is not null) && worker.Silence > LongestSilence);

    private void Guarded(WorkerState state, int number)
    {
        try
        {
            using var worker = new ImageWorker(_scenario, _options, _run, _clock, _recorder, number);
            while (TakeBatch(state) is { } batch)
            {
                state.Sign();
                Add(worker.Run(batch.First, batch.Count, state));
            }
        }
        catch (OperationCanceledException) when (_limit != int.MaxValue || _fault is not null)
        {
            // Another worker has found what ends the run.
        }
        catch (AcsException failure) when (failure.ExitCode == 1)
        {
            // An engine that cannot even start: no image runs.
            Add(new BatchOutcome(0, [], new RunStatistics(_run.Chip.Program.Steps.Count), default, failure));
        }
        catch (Exception fault)
        {
            lock (_gate)
            {
                _fault ??= fault;
            }

            Array.ForEach(_workers, other => other.Stop());
        }
    }

    private (int First, int Count)? TakeBatch(WorkerState state)
    {
        lock (_gate)
        {
            state.Token.ThrowIfCancellationRequested();
            while (_next < _taken.Length && _taken[_next])
            {
                _next++;
            }

            int first = _next;
            while (_next < _taken.Length && _next - first < Batch && !_taken[_next])
            {
                _next++;
            }

            state.First = first;
            return _next > first && first < _limit ? (first, _next - first) : null;
        }
    }

    private void Add(BatchOutcome outcome)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            Keep(outcome);
            if (outcome.Failure is null)
            {
                _checkpoint.Add(outcome, Seconds);
                return;
            }

            _folder.Log(outcome.Failure.Render());
            _limit = Math.Min(_limit, outcome.FailedAt!.Value);
            Array.ForEach(_workers, worker => StopIfLater(worker, _limit));
        }
    }

    private static void StopIfLater(WorkerState worker, int limit)
    {
        if (worker.First > limit)
        {
            worker.Stop();
        }
    }

    private void Keep(BatchOutcome outcome)
    {
        _outcomes.Add(outcome);
        _done += outcome.Results.Count;
        foreach (ImageResult line in Lines(outcome))
        {
            _folder.Add(line);
        }

        _progress.Report("images", _done, _run.Images.Count);
    }

    // Batches in the order of their images; what ran beyond the first failing image does not count.
    private RunOutcome Outcome()
    {
        BatchOutcome[] outcomes = [.. _outcomes.Where(outcome => outcome.First <= _limit).OrderBy(outcome => outcome.First)];
        var statistics = new RunStatistics(_run.Chip.Program.Steps.Count);
        LockstepCounts compared = default;
        ExerciseCounts exercise = default;
        foreach (BatchOutcome outcome in outcomes)
        {
            statistics.Merge(outcome.Statistics);
            compared += outcome.Compared;
            exercise += outcome.Exercise;
        }

        BatchOutcome? failed = outcomes.FirstOrDefault(outcome => outcome.FailedAt == _limit);
        return new RunOutcome(
            [.. outcomes.SelectMany(outcome => outcome.Results)],
            [.. outcomes.SelectMany(Lines)],
            statistics,
            compared,
            exercise,
            _recorder,
            failed?.Failure,
            failed?.Replay,
            Threads,
            Seconds);
    }

    private IEnumerable<ImageResult> Lines(BatchOutcome outcome) => outcome.Results.Select((result, i) =>
    {
        int at = outcome.First + i;
        ulong digest = MvmDigest.Add(0, System.Runtime.InteropServices.MemoryMarshal.AsBytes(result.Output.AsSpan()));
        return new ImageResult(
            result.Image,
            _run.Images.Labels[at],
            result.Prediction,
            _run.FloatPredictions.Count > at ? _run.FloatPredictions[at] : null,
            result.Cycles,
            _run.Chip.Program.Steps.Sum(step => step.MvmsPerImage),
            digest.ToString("x16", System.Globalization.CultureInfo.InvariantCulture),
            [.. result.Output.Select(value => (int)value)]);
    });
}
