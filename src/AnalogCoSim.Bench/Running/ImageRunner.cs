using System.Diagnostics;
using System.Runtime.ExceptionServices;
using AnalogCoSim.Bench.Golden;
using AnalogCoSim.Bench.Lockstep;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Chip.Engine;
using AnalogCoSim.Core;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Bench.Running;

/// <summary>Runs the images of a scenario on as many engines as there are threads; every engine lives on one thread of its own.</summary>
internal sealed class ImageRunner : IDisposable
{
    private readonly Scenario _scenario;
    private readonly RunOptions _options;
    private readonly PreparedRun _run;
    private readonly ResultFolder _folder;
    private readonly RunClock _clock;
    private readonly IProgressSink _progress;
    private readonly CancellationTokenSource _stop;
    private readonly TraceRecorder _recorder;
    private readonly Checkpoint _checkpoint;
    private readonly bool[] _taken;
    private readonly long _begin = Stopwatch.GetTimestamp();
    private readonly Lock _gate = new();
    private readonly List<(InferenceResult Result, ImageResult Line)> _done = [];
    private readonly RunStatistics _statistics;
    private LockstepCounts _compared;
    private AcsException? _failure;
    private Exception? _fault;
    private int _next;

    public ImageRunner(Scenario scenario, RunOptions options, PreparedRun run, ResultFolder folder, RunClock clock, IProgressSink progress, CancellationToken cancellation)
    {
        (_scenario, _options, _run, _folder, _clock, _progress) = (scenario, options, run, folder, clock, progress);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _recorder = new TraceRecorder(scenario.Record.Trace, run.Images.Numbers.Take(scenario.Record.Images).ToHashSet());
        _statistics = new RunStatistics(run.Chip.Program.Steps.Count);
        _checkpoint = new Checkpoint(scenario, options, run);
        _taken = new bool[run.Images.Count];
    }

    /// <summary>Images handed to an engine at once.</summary>
    private int Batch => _scenario.Record.Waves ? 1 : Math.Max(1, Math.Min(_scenario.Batch, (_run.Images.Count + Threads - 1) / Threads));

    /// <summary>Engines at once.</summary>
    private int Threads => Math.Clamp(_scenario.Threads == 0 ? Environment.ProcessorCount : _scenario.Threads, 1, _run.Images.Count);

    private double Seconds => _checkpoint.Seconds + Stopwatch.GetElapsedTime(_begin).TotalSeconds;

    /// <summary>Runs all images, or up to the first mismatch.</summary>
    /// <returns>The outcome; complete for the images that ran.</returns>
    public RunOutcome Run()
    {
        int threads = Threads;
        foreach (CheckpointLine line in _checkpoint.Restored)
        {
            _taken.AsSpan(line.First, line.Results.Count).Fill(true);
            Merge(line.Outcome());
        }

        Thread[] workers = [.. Enumerable.Range(0, threads).Select(number => new Thread(() => Guarded(number)) { Name = $"engine {number}", IsBackground = true })];
        Array.ForEach(workers, worker => worker.Start());
        Array.ForEach(workers, worker => worker.Join());
        if (_fault is not null)
        {
            ExceptionDispatchInfo.Throw(_fault);
        }

        var ordered = _done.OrderBy(done => done.Result.Image).ToList();
        return new RunOutcome(
            [.. ordered.Select(done => done.Result)],
            [.. ordered.Select(done => done.Line)],
            _statistics,
            _compared,
            _recorder,
            _failure,
            threads,
            Seconds);
    }

    public void Dispose()
    {
        _stop.Dispose();
        _checkpoint.Dispose();
    }

    private void Guarded(int number)
    {
        try
        {
            using var worker = new ImageWorker(_scenario, _options, _run, _clock, _recorder, number);
            while (TakeBatch() is { } batch)
            {
                BatchOutcome outcome = worker.Run(batch.First, batch.Count, _stop.Token);
                Add(outcome);
            }
        }
        catch (OperationCanceledException) when (_failure is not null || _fault is not null)
        {
            // Another worker has found what ends the run.
        }
        catch (AcsException mismatch) when (mismatch.ExitCode == 1)
        {
            Fail(mismatch);
        }
        catch (Exception fault)
        {
            lock (_gate)
            {
                _fault ??= fault;
            }

            _stop.Cancel();
        }
    }

    private (int First, int Count)? TakeBatch()
    {
        lock (_gate)
        {
            _stop.Token.ThrowIfCancellationRequested();
            while (_next < _taken.Length && _taken[_next])
            {
                _next++;
            }

            int first = _next;
            while (_next < _taken.Length && _next - first < Batch && !_taken[_next])
            {
                _next++;
            }

            return _next > first ? (first, _next - first) : null;
        }
    }

    private void Add(BatchOutcome outcome)
    {
        lock (_gate)
        {
            Merge(outcome);
            if (outcome.Failure is null)
            {
                _checkpoint.Add(outcome, Seconds);
            }
        }

        if (outcome.Failure is { } failure)
        {
            Fail(failure);
        }
    }

    private void Merge(BatchOutcome outcome)
    {
        _statistics.Merge(outcome.Statistics);
        _compared += outcome.Compared;
        for (int i = 0; i < outcome.Results.Count; i++)
        {
            ImageResult line = Line(outcome, i);
            _folder.Add(line);
            _done.Add((outcome.Results[i], line));
        }

        _progress.Report("images", _done.Count, _run.Images.Count);
    }

    private ImageResult Line(BatchOutcome outcome, int i)
    {
        InferenceResult result = outcome.Results[i];
        int at = outcome.First + i;
        ulong digest = MvmDigest.Add(0, System.Runtime.InteropServices.MemoryMarshal.AsBytes(result.Output.AsSpan()));
        return new ImageResult(
            result.Image,
            _run.Images.Labels[at],
            result.Prediction,
            _run.FloatPredictions.Count > at ? _run.FloatPredictions[at] : null,
            result.Cycles,
            outcome.Statistics.TotalMvms / outcome.Results.Count,
            digest.ToString("x16", System.Globalization.CultureInfo.InvariantCulture),
            [.. result.Output.Select(value => (int)value)]);
    }

    private void Fail(AcsException failure)
    {
        lock (_gate)
        {
            _failure ??= failure;
            _folder.Log(failure.Render());
        }

        _stop.Cancel();
    }
}
