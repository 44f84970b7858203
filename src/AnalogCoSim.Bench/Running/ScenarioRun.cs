using AnalogCoSim.Bench.Data;
using AnalogCoSim.Bench.Golden;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Core;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;

namespace AnalogCoSim.Bench.Running;

/// <summary>One run of a scenario, from the golden trace that it is held to, to the waves of a failure.</summary>
/// <param name="scenario">The scenario.</param>
/// <param name="options">What else is needed.</param>
/// <param name="folder">Takes log and results.</param>
/// <param name="progress">Learns how far the run is.</param>
/// <param name="cancellation">Stops the run.</param>
internal sealed class ScenarioRun(Scenario scenario, RunOptions options, ResultFolder folder, IProgressSink progress, CancellationToken cancellation)
{
    private readonly RunClock _clock = new();
    private readonly DateTimeOffset _started = DateTimeOffset.UtcNow;

    /// <summary>Runs.</summary>
    /// <returns>The result and its trace.</returns>
    /// <exception cref="AcsException">Bad input or missing tools; a mismatch stands in the result.</exception>
    public (ScenarioResult Result, GoldenTrace Trace) Execute()
    {
        // Read first: a missing trace must not show after an hour of images.
        GoldenTrace? expected = Expected();
        Scenario recorded = Recorded(expected);
        PreparedRun run = new RunPreparation(scenario, options, _clock, progress).Prepare(cancellation);
        folder.Log($"{run.Network} on {run.Images.Source}, {run.Images.Count} images");
        RunOutcome outcome = RunImages(recorded, run);
        var trace = GoldenTrace.Of(outcome.Results, outcome.Recorder, scenario);
        GoldenOutcome golden = _clock.Time("golden trace", () => Check(expected, trace, run, outcome));
        ScenarioResult result = new ResultBuilder(scenario, options, run, outcome).Build(_started, _clock, golden, folder.Path);
        if (folder.In(ResultFolder.TraceName) is { } file)
        {
            trace.Save(file);
        }

        result = Written(result, recorded.Record.Replay ? outcome.Replay : null);
        folder.Log(result.Verdict switch { RunVerdict.Met => "passed", RunVerdict.MetInPart => "passed in part", RunVerdict.NotCompared => "not compared", _ => "failed" });
        return (result, trace);
    }

    private GoldenTrace? Expected()
    {
        string record = $"Record it: {new RepeatCommand(scenario, options).Record()}\nor correct expect.golden, or leave it out.";
        GoldenTrace? expected = GoldenPath() is { } path ? GoldenTrace.Load(DataRoots.Existing(path, "golden trace", record)) : null;

        // Known from the start, so not told after an hour of images.
        if (expected is not null && options.Overrides.Count == 0 && expected.Settings != ScenarioSettings.DigestOfChoices(scenario))
        {
            (string wanted, string got) = expected.FirstDifference(ScenarioSettings.Choices(scenario));
            throw GoldenCheck.OtherSettings(expected, wanted, got);
        }

        return expected;
    }

    private string? GoldenPath() => scenario.Expect.Golden is { } golden && options.CheckGolden
        ? options.Roots.Resolve(golden, Path.GetDirectoryName(Path.GetFullPath(options.ScenarioPath))!)
        : null;

    // A golden trace with digests needs the same images recorded, whatever the scenario keeps besides.
    private Scenario Recorded(GoldenTrace? expected) => expected is null || scenario.Record.Trace != TraceKind.None
        ? scenario
        : scenario with { Record = scenario.Record with { Trace = TraceKind.Golden } };

    private RunOutcome RunImages(Scenario recorded, PreparedRun run)
    {
        _clock.Time("build RTL", () => Build(ImageWorker.RequestOf(scenario, options, run.Chip)));
        string engine = _clock.Time("build RTL", () => options.Engines.Identity(scenario.Engine, scenario.HasAssertions(), cancellation));
        using var checkpoint = new Checkpoint(recorded, options, run, RunIdentity.Of(recorded, run, engine), folder.In(Checkpoint.FileName));
        // Up to here, an earlier result is as it was.
        folder.Begin(restored: checkpoint.Restored.Count > 0);
        checkpoint.Begin();
        using var runner = new ImageRunner(recorded, options, run, folder, checkpoint, _clock, progress, cancellation);
        return runner.Run();
    }

    private bool Build(EngineRequest request)
    {
        options.Engines.Prepare(request, cancellation);
        if (request.WavesFolder is not null)
        {
            // The other workers do not write waves and use the faster model.
            options.Engines.Prepare(request with { WavesFolder = null }, cancellation);
        }

        return true;
    }

    private GoldenOutcome Check(GoldenTrace? expected, GoldenTrace trace, PreparedRun run, RunOutcome outcome)
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

    // Written and told before the replay, which may have to build a model, and once more with what that found.
    private ScenarioResult Written(ScenarioResult result, FailureReplay? replay)
    {
        folder.Write(result, options.Writers);
        if (result.Failure is { } failure)
        {
            options.Tell(failure.Render());
        }

        if (replay is null || Replayed(replay, result) is not { } told)
        {
            return result;
        }

        folder.Write(told, options.Writers);
        return told;
    }

    // The result stands already: whatever goes wrong here is told beside the failure, and Ctrl-C ends it.
    private ScenarioResult? Replayed(FailureReplay replay, ScenarioResult result)
    {
        if (folder.Path is not { } path || !replay.IsPossible)
        {
            return null;
        }

        try
        {
            options.Tell("building the model for waves and running the image again; the result is written, Ctrl-C leaves it as it is");
            progress.Report("waves of the failure", 0, 1);
            FailureAccount account = _clock.Time("replay of the failure", () => replay.Run(path, cancellation));
            AcsException told = account.Tell(result.Failure!, Checkout.Shown(path));
            folder.Log(account.Describe(path));
            options.Tell(account.Describe(Checkout.Shown(path)));
            progress.Report("waves of the failure", 1, 1);
            return result with { Failure = told, Error = ErrorResult.Of(told) with { Waves = account.Waves }, TimeBudget = _clock.Parts };
        }
        catch (AcsException error)
        {
            folder.Log($"no waves of the failure: {error.Render()}");
            options.Tell($"no waves of the failure: {error.Render()}");
            return null;
        }
    }
}
