using AnalogCoSim.Core;
using AnalogCoSim.Rtl.Benchmarks;

namespace AnalogCoSim.Bench.Benchmarks;

/// <summary>Measures what driving a tile from C# costs against a C++ loop.</summary>
public static class InteropBenchmark
{
    /// <summary>Runs the three loops in turn and keeps the best of each.</summary>
    /// <param name="clocks">Clocks of one loop.</param>
    /// <param name="repetitions">How often.</param>
    /// <param name="progress">Learns how far it is.</param>
    /// <param name="cancellation">Stops between repetitions.</param>
    /// <returns>The rates.</returns>
    public static InteropBenchmarkResult Run(int clocks, int repetitions, IProgressSink progress, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(progress);
        ArgumentOutOfRangeException.ThrowIfLessThan(clocks, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(repetitions, 1);
        var bench = new TileBench();
        Func<int, TileRun>[] loops = [bench.PerCycle, bench.Burst, bench.Native];
        var best = new double[loops.Length];
        var checksums = new HashSet<ulong>();
        for (int repetition = -1; repetition < repetitions; repetition++)
        {
            cancellation.ThrowIfCancellationRequested();
            progress.Report("repetitions", repetition + 1, repetitions + 1);
            for (int k = 0; k < loops.Length; k++)
            {
                TileRun run = loops[k](clocks);
                checksums.Add(run.Checksum);

                // The first round warms up: .NET compiles the loops while they run.
                best[k] = repetition < 0 ? 0 : Math.Max(best[k], run.ClocksPerSecond);
            }
        }

        return new InteropBenchmarkResult(clocks, repetitions, TileBench.BurstClocks, best[0], best[1], best[2], checksums.Count == 1);
    }
}
