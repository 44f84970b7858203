using System.Diagnostics;
using System.Runtime.InteropServices;
using AnalogCoSim.Benchmarks.Streaming;
using AnalogCoSim.Inference;
using AnalogCoSim.Rtl.Simulation;
using AnalogCoSim.Verilator.Building;
using AnalogCoSim.Verilator.Models;

namespace AnalogCoSim.Benchmarks.Tiles;

/// <summary>Measures where the time of a tile evaluation goes.</summary>
public static class TileCostBench
{
    private const int Clocks = 10_000;
    private const int ChipClocks = 20 * TileBench.BurstClocks;

    /// <summary>Measures in short turns and keeps the best of each.</summary>
    /// <param name="repetitions">How often.</param>
    /// <param name="cancellation">Stops between turns of some 10 ms.</param>
    /// <returns>The cost.</returns>
    public static TileCost Run(int repetitions, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(repetitions, 1);
        BuiltModel built = VerilatorBuild.Default.Build(new RtlChipOptions().Specification(), cancellation);
        var bench = new TileBench(built);
        using var tile = new VerilatedModel(built);
        var records = new TileInputs[Clocks];
        Array.Fill(records, new TileInputs { ResetN = 1 });
        var none = new OutputColumns(built.Ports, Clocks);
        tile.InputsAs<TileInputs>().ResetN = 1;
        tile.Run(4);
        var best = new double[4];
        Array.Fill(best, double.MaxValue);
        for (int repetition = 0; repetition < repetitions; repetition++)
        {
            cancellation.ThrowIfCancellationRequested();
            Keep(0, () => tile.Hold(Clocks));
            Keep(1, () => tile.Burst(MemoryMarshal.AsBytes(records.AsSpan()), none));
            Keep(2, () => tile.Run(Clocks));
            best[3] = Math.Min(best[3], 1e9 / bench.Burst(Clocks, cancellation).ClocksPerSecond);
        }

        return Chip(repetitions, cancellation) with
        {
            IdleEvaluation = best[0],
            InputRecord = best[1] - best[0],
            OutputRecord = best[2] - best[1],
            StreamingEvaluation = best[3],
        };

        void Keep(int which, Action work)
        {
            long begin = Stopwatch.GetTimestamp();
            work();
            best[which] = Math.Min(best[which], Stopwatch.GetElapsedTime(begin).TotalNanoseconds / Clocks);
        }
    }

    private static TileCost Chip(int repetitions, CancellationToken cancellation)
    {
        TileCost? best = null;
        for (int repetition = 0; repetition < Math.Max(1, repetitions / 10); repetition++)
        {
            var workload = new StreamingWorkload(TileActivity.Tiles);
            using RtlChip chip = workload.Configured(new RtlChipOptions { Profile = true });
            ulong before = chip.Statistics.TileEvaluations;
            ulong end = chip.Cycle + ChipClocks;
            chip.Run(workload.Busy(chip.Cycle, end), workload.Data(), end, cancellation);
            ChipStatistics statistics = chip.Statistics;
            TileCost one = Split(statistics, statistics.TileEvaluations - before);
            best = best is null || one.ChipEvaluation < best.ChipEvaluation ? one : best;
        }

        return best!;
    }

    private static TileCost Split(ChipStatistics statistics, double evaluations) => new()
    {
        IdleEvaluation = 0,
        StreamingEvaluation = 0,
        InputRecord = 0,
        OutputRecord = 0,
        ChipEvaluation = statistics.EvaluateNanoseconds / evaluations,
        ChipExchange = statistics.ExchangeNanoseconds / evaluations,
        ChipCallbacks = statistics.CallbackNanoseconds / evaluations,
        ChipScheduler = (statistics.RunNanoseconds - (double)(statistics.EvaluateNanoseconds + statistics.ExchangeNanoseconds + statistics.CallbackNanoseconds)) / evaluations,
    };
}
