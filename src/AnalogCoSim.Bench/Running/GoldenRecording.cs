using AnalogCoSim.Bench.Golden;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Core;
using AnalogCoSim.Core.Arrays;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;

namespace AnalogCoSim.Bench.Running;

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
            ? FileErrors.Full(target, "--output")
            : scenario.Expect.Golden is { } golden
                ? options.Roots.Resolve(golden, folder)
                : throw new AcsException(ErrorCode.ScenarioInvalidValue, "The scenario names no golden trace.", options.ScenarioPath, "expect: { golden: FILE.npz }", "no expect.golden", "Add it, or give --output FILE.");
        RefuseForeign(path, scenario);
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

    // What is there may be replaced if it is the trace of this scenario, or of one with the same settings (the same on another engine).
    private static void RefuseForeign(string path, Scenario scenario)
    {
        if (!File.Exists(path) && !Directory.Exists(path))
        {
            return;
        }

        GoldenTrace? old = Old(path, out bool earlierFormat);
        bool ours = earlierFormat || (old is not null && (old.Scenario == scenario.Name || old.Settings == ScenarioSettings.DigestOfChoices(scenario)));
        if (!ours)
        {
            throw new AcsException(
                ErrorCode.OutputForeign,
                old is null ? "The file that would be written is there and is no golden trace." : "The golden trace that would be replaced belongs to another scenario.",
                path,
                $"no file, or the trace of '{scenario.Name}'",
                old is null ? "something else" : $"the trace of '{old.Scenario}'",
                "Name a file of its own under expect.golden, or give --output FILE; a file that is no longer wanted has to be deleted first.");
        }
    }

    private static GoldenTrace? Old(string path, out bool earlierFormat)
    {
        earlierFormat = false;
        try
        {
            IReadOnlyDictionary<string, NpyArray> arrays = NpzArchive.Read(path);
            earlierFormat = GoldenFile.LooksLikeTrace(arrays) && !arrays.ContainsKey(GoldenFile.FormatName);
            return earlierFormat ? null : GoldenTrace.Load(path);
        }
        catch (AcsException)
        {
            return null;
        }
    }
}
