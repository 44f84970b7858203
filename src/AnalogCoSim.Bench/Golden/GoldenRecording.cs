using AnalogCoSim.Bench.Running;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Core;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Bench.Golden;

/// <summary>Records golden traces: runs a scenario and keeps what it computed as what it must compute from now on.</summary>
public static class GoldenRecording
{
    /// <summary>Runs a scenario and writes its trace where the scenario expects it.</summary>
    /// <param name="scenario">The scenario; its <c>expect.golden</c> names the file unless <paramref name="target"/> does.</param>
    /// <param name="options">As for a run; an old golden trace is not checked.</param>
    /// <param name="target">File to write, or null.</param>
    /// <param name="progress">Learns how far the run is.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <returns>The result of the run and the file written.</returns>
    /// <exception cref="AcsException">A mismatch between RTL and reference: such a run is no golden trace; ACS0104 when no file is named.</exception>
    public static (ScenarioResult Result, string Path) Record(
        Scenario scenario,
        RunOptions options,
        string? target,
        IProgressSink progress,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(options);
        string folder = Path.GetDirectoryName(Path.GetFullPath(options.ScenarioPath))!;
        string path = target is not null
            ? Path.GetFullPath(target)
            : scenario.Expect.Golden is { } golden
                ? options.Roots.Resolve(golden, folder)
                : throw new AcsException(ErrorCode.ScenarioInvalidValue, "The scenario names no golden trace.", options.ScenarioPath, "expect: { golden: FILE.npz }", "no expect.golden", "Add it, or give --output FILE.");
        TraceKind trace = scenario.Record.Trace == TraceKind.None ? TraceKind.Golden : scenario.Record.Trace;
        Scenario recorded = scenario with { Record = scenario.Record with { Trace = trace } };
        (ScenarioResult result, GoldenTrace made) = ScenarioRunner.RunWithTrace(recorded, options with { CheckGolden = false }, progress, cancellation);
        if (result.Failure is { } failure)
        {
            throw failure;
        }

        made.Save(path);
        return (result, path);
    }
}
