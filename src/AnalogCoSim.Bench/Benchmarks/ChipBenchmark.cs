using AnalogCoSim.Bench.Data;
using AnalogCoSim.Bench.Running;
using AnalogCoSim.Core;

namespace AnalogCoSim.Bench.Benchmarks;

/// <summary>Measures whole images: RTL, lockstep and reference on the same network with all noise.</summary>
public static class ChipBenchmark
{
    private static readonly string[] Engines = ["reference", "rtl", "lockstep"];

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
        var best = Engines.ToDictionary(engine => engine, _ => (ScenarioResult?)null, StringComparer.Ordinal);
        for (int k = 0; k < repetitions * Engines.Length; k++)
        {
            progress.Report("runs", k, repetitions * Engines.Length);
            string engine = Engines[k % Engines.Length];
            if (k < Engines.Length)
            {
                // Compiles network, models and .NET code; not measured.
                scenario.Run(engine, threads, threads, roots, cancellation);
            }

            ScenarioResult result = scenario.Run(engine, threads, images, roots, cancellation);
            best[engine] = best[engine] is { } other && other.ImagesPerSecond > result.ImagesPerSecond ? other : result;
        }

        return new ChipBenchmarkResult
        {
            Network = scenario.Name,
            Note = scenario.Note,
            Images = images,
            Threads = threads,
            ImagesPerSecondReference = best[Engines[0]]!.ImagesPerSecond,
            ImagesPerSecondRtl = best[Engines[1]]!.ImagesPerSecond,
            ImagesPerSecondLockstep = best[Engines[2]]!.ImagesPerSecond,
            Runs = [.. best.Values.Select(result => result!)],
        };
    }
}
