using AnalogCoSim.Bench.Data;
using AnalogCoSim.Bench.Running;
using AnalogCoSim.Core;

namespace AnalogCoSim.Benchmarks;

/// <summary>Measures whole images: RTL, lockstep and reference on the same network with all noise.</summary>
public static class ChipBenchmark
{
    private const string NoAssertions = "assertions=false";

    // The last one tells what the comparison costs and what the assertions do.
    private static readonly (string Engine, string[] Overrides)[] Engines = [("reference", []), ("rtl", []), ("lockstep", []), ("lockstep", [NoAssertions])];

    /// <summary>Runs the engines in turn and keeps the best of each.</summary>
    /// <param name="images">Images of one measurement.</param>
    /// <param name="threads">Engines at once.</param>
    /// <param name="repetitions">How often.</param>
    /// <param name="roots">Where data and networks lie.</param>
    /// <param name="progress">Learns how far it is.</param>
    /// <param name="cancellation">Stops the runs.</param>
    /// <returns>The rates.</returns>
    public static ChipBenchmarkResult Run(int images, int threads, int repetitions, DataRoots roots, IProgressSink progress, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(progress);
        BenchmarkScenario scenario = BenchmarkScenario.Choose(roots);
        var best = new ScenarioResult?[Engines.Length];
        for (int k = 0; k < repetitions * Engines.Length; k++)
        {
            progress.Report("runs", k, repetitions * Engines.Length);
            int which = k % Engines.Length;
            var (engine, overrides) = Engines[which];
            if (k < Engines.Length)
            {
                // Compiles network, models and .NET code; not measured.
                scenario.Run(engine, threads, threads, roots, cancellation, overrides);
            }

            ScenarioResult result = scenario.Run(engine, threads, images, roots, cancellation, overrides);
            best[which] = best[which] is { } other && other.ImagesPerSecond > result.ImagesPerSecond ? other : result;
        }

        return new ChipBenchmarkResult
        {
            Network = scenario.Name,
            Note = scenario.Note,
            Images = images,
            Threads = threads,
            ImagesPerSecondReference = best[0]!.ImagesPerSecond,
            ImagesPerSecondRtl = best[1]!.ImagesPerSecond,
            ImagesPerSecondLockstep = best[2]!.ImagesPerSecond,
            ImagesPerSecondWithoutAssertions = best[3]!.ImagesPerSecond,
            Runs = [.. best[..3].Select(result => result!)],
        };
    }
}
