using AnalogCoSim.Bench.Data;
using AnalogCoSim.Bench.Golden;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Core;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Bench.Running;

/// <summary>Runs scenarios: compiles the network, programs the chip, runs the images and writes the result.</summary>
public static class ScenarioRunner
{
    /// <summary>Runs a scenario.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="options">What else is needed.</param>
    /// <param name="progress">Learns how far the run is.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <returns>The result. A mismatch does not throw: it stands in <see cref="ScenarioResult.Failure"/>, and the result files tell of it.</returns>
    /// <exception cref="AcsException">Bad input (0104, 02xx, 03xx, 07xx, 08xx) or missing tools (05xx).</exception>
    public static ScenarioResult Run(Scenario scenario, RunOptions options, IProgressSink progress, CancellationToken cancellation = default) =>
        RunWithTrace(scenario, options, progress, cancellation).Result;

    /// <summary>Runs a scenario and keeps the trace in memory too.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="options">What else is needed.</param>
    /// <param name="progress">Learns how far the run is.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <returns>The result and its trace.</returns>
    internal static (ScenarioResult Result, GoldenTrace Trace) RunWithTrace(Scenario scenario, RunOptions options, IProgressSink progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(progress);
        var clock = new RunClock();
        DateTimeOffset started = DateTimeOffset.UtcNow;
        using var folder = new ResultFolder(options.ResultFolder);
        using var printed = new RtlLog(folder);
        folder.Log($"{scenario.Name}: {new RepeatCommand(scenario, options).Whole()}");
        foreach (string hint in scenario.Hints)
        {
            folder.Log($"hint: {hint}");
        }

        try
        {
            // Read first: a missing trace must not show after an hour of images.
            string record = $"Record it: {new RepeatCommand(scenario, options).Record()}\nor correct expect.golden, or leave it out.";
            GoldenTrace? expected = GoldenPath(scenario, options) is { } path ? GoldenTrace.Load(DataRoots.Existing(path, "golden trace", record)) : null;
            RefuseOtherSettings(expected, scenario, options);
            Scenario recorded = Recorded(scenario, expected);
            PreparedRun run = new RunPreparation(scenario, options, clock, progress).Prepare(cancellation);
            folder.Log($"{run.Network} on {run.Images.Source}, {run.Images.Count} images");
            clock.Time("build RTL", () => Prepare(ImageWorker.RequestOf(scenario, options, run.Chip), options, cancellation));
            string engine = clock.Time("build RTL", () => options.Engines.Identity(scenario.Engine, scenario.HasAssertions(), cancellation));
            using var checkpoint = new Checkpoint(recorded, options, run, RunIdentity.Of(recorded, run, engine), folder.In(Checkpoint.FileName));
            // Up to here, an earlier result is as it was.
            folder.Begin(restored: checkpoint.Restored.Count > 0);
            checkpoint.Begin();
            using var runner = new ImageRunner(recorded, options, run, folder, checkpoint, clock, progress, cancellation);
            RunOutcome outcome = runner.Run();
            var trace = GoldenTrace.Of(outcome.Results, outcome.Recorder, scenario);
            GoldenOutcome golden = clock.Time("golden trace", () => Check(expected, trace, run, scenario, options, outcome));
            ScenarioResult result = new ResultBuilder(scenario, options, run, outcome).Build(started, clock, golden, folder.Path);
            if (folder.In(ResultFolder.TraceName) is { } file)
            {
                trace.Save(file);
            }

            folder.Write(result, options.Writers);
            if (result.Failure is { } failure)
            {
                options.Tell(failure.Render());
            }

            if (recorded.Record.Replay && outcome.Replay is { } replay && Replayed(replay, result, folder, options, clock, progress, cancellation) is { } told)
            {
                result = told;
                folder.Write(result, options.Writers);
            }

            folder.Log(result.Passed ? "passed" : "failed");
            return (result, trace);
        }
        catch (AcsException error)
        {
            folder.Log(error.Render());
            throw;
        }
        catch (OperationCanceledException)
        {
            folder.Log("cancelled");
            throw;
        }
    }

    // The result stands already: whatever goes wrong here is told beside the failure, and Ctrl-C ends it.
    private static ScenarioResult? Replayed(FailureReplay replay, ScenarioResult result, ResultFolder folder, RunOptions options, RunClock clock, IProgressSink progress, CancellationToken cancellation)
    {
        if (folder.Path is not { } path || !replay.IsPossible)
        {
            return null;
        }

        try
        {
            options.Tell("building the model for waves and running the image again; the result is written, Ctrl-C leaves it as it is");
            progress.Report("waves of the failure", 0, 1);
            FailureAccount account = clock.Time("replay of the failure", () => replay.Run(path, cancellation));
            AcsException told = account.Tell(result.Failure!, DataRoots.Shown(path));
            folder.Log(account.Describe(path));
            options.Tell(account.Describe(DataRoots.Shown(path)));
            progress.Report("waves of the failure", 1, 1);
            return result with { Failure = told, Error = ErrorResult.Of(told) with { Waves = account.Waves }, TimeBudget = clock.Parts };
        }
        catch (AcsException error)
        {
            folder.Log($"no waves of the failure: {error.Render()}");
            options.Tell($"no waves of the failure: {error.Render()}");
            return null;
        }
    }

    private static bool Prepare(EngineRequest request, RunOptions options, CancellationToken cancellation)
    {
        options.Engines.Prepare(request, cancellation);
        if (request.WavesFolder is not null)
        {
            // The other workers do not write waves and use the faster model.
            options.Engines.Prepare(request with { WavesFolder = null }, cancellation);
        }

        return true;
    }

    private static string? GoldenPath(Scenario scenario, RunOptions options) => scenario.Expect.Golden is { } golden && options.CheckGolden
        ? options.Roots.Resolve(golden, Path.GetDirectoryName(Path.GetFullPath(options.ScenarioPath))!)
        : null;

    // Known from the start, so not told after an hour of images.
    private static void RefuseOtherSettings(GoldenTrace? expected, Scenario scenario, RunOptions options)
    {
        if (expected is not null && options.Overrides.Count == 0 && expected.Settings != ScenarioSettings.DigestOfChoices(scenario))
        {
            (string wanted, string got) = expected.FirstDifference(ScenarioSettings.Choices(scenario));
            throw GoldenCheck.OtherSettings(expected, wanted, got);
        }
    }

    // A golden trace with digests needs the same images recorded, whatever the scenario keeps besides.
    private static Scenario Recorded(Scenario scenario, GoldenTrace? expected)
    {
        if (expected is null || scenario.Record.Trace != TraceKind.None)
        {
            return scenario;
        }

        return scenario with { Record = scenario.Record with { Trace = TraceKind.Golden } };
    }

    private static GoldenOutcome Check(GoldenTrace? expected, GoldenTrace trace, PreparedRun run, Scenario scenario, RunOptions options, RunOutcome outcome)
    {
        if (expected is null)
        {
            return GoldenOutcome.Not("no trace was asked for");
        }

        if (outcome.Failure is not null)
        {
            return GoldenOutcome.Not("the run ended at its first failure");
        }

        if (options.Overrides.Count > 0 && !expected.SameSettings(trace))
        {
            // Asked for on the command line: another seed or chip has no golden trace.
            return GoldenOutcome.Not("recorded with other settings than those of the command line");
        }

        var repeat = new RepeatCommand(scenario, options);
        var check = new GoldenCheck(run.Chip.Program, repeat.Whole(), repeat.Record());
        AcsException? failure = check.Compare(expected, trace);
        return new GoldenOutcome(check.Compared, failure, null);
    }
}
