using AnalogCoSim.Benchmarks.Tiles;
using AnalogCoSim.Core;

namespace AnalogCoSim.Benchmarks;

/// <summary>Measures what driving a tile from C# costs against a C++ loop.</summary>
public static class InteropBenchmark
{
    /// <summary>Runs the three loops in turn and keeps the best of each, and the median ratio of loops that ran next to each other.</summary>
    /// <remarks>The turns begin with another loop each time: what else the machine does hits all of them alike.</remarks>
    /// <param name="clocks">Clocks of one loop.</param>
    /// <param name="repetitions">How often.</param>
    /// <param name="progress">Learns how far it is.</param>
    /// <param name="cancellation">Stops the build and the loops, each within a packet interval.</param>
    /// <returns>The rates.</returns>
    public static InteropBenchmarkResult Run(int clocks, int repetitions, IProgressSink progress, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(progress);
        ArgumentOutOfRangeException.ThrowIfLessThan(clocks, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(repetitions, 1);
        var bench = new TileBench(cancellation);
        Func<int, CancellationToken, TileRun>[] loops = [bench.PerCycle, bench.Burst, bench.Native];
        double[][] rates = [.. loops.Select(_ => new double[repetitions])];
        var checksums = new HashSet<ulong>();

        // The first rounds warm up: .NET compiles a method again, with all optimisation, once it has been called 30 times.
        const int WarmUp = 40;
        for (int repetition = -WarmUp; repetition < repetitions; repetition++)
        {
            progress.Report("repetitions", repetition + WarmUp, repetitions + WarmUp);
            for (int k = 0; k < loops.Length; k++)
            {
                cancellation.ThrowIfCancellationRequested();
                int loop = (k + repetition + WarmUp) % loops.Length;
                TileRun run = loops[loop](clocks, cancellation);
                checksums.Add(run.Checksum);
                rates[loop][Math.Max(repetition, 0)] = run.ClocksPerSecond;
            }
        }

        return new InteropBenchmarkResult(clocks, repetitions, TileBench.BurstClocks, rates[0].Max(), rates[1].Max(), rates[2].Max(), checksums.Count == 1)
        {
            MedianRatioPerCycle = Median(rates[0], rates[2]),
            MedianRatioBurst = Median(rates[1], rates[2]),
        };
    }

    private static double Median(double[] rates, double[] yardstick)
    {
        double[] ratios = [.. rates.Zip(yardstick, (rate, other) => rate / other).Order()];
        int middle = ratios.Length / 2;
        return ratios.Length % 2 == 1 ? ratios[middle] : (ratios[middle - 1] + ratios[middle]) / 2;
    }
}
