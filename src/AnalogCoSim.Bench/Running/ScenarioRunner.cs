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
        using var folder = new ResultFolder(options.ResultFolder);
        using var printed = new RtlLog(folder);
        folder.Log($"{scenario.Name}: {new RepeatCommand(scenario, options).Whole()}");
        foreach (string hint in scenario.Hints)
        {
            folder.Log($"hint: {hint}");
        }

        try
        {
            return new ScenarioRun(scenario, options, folder, progress, cancellation).Execute();
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
}
