using System.Diagnostics;
using AnalogCoSim.Rtl.Simulation;
using AnalogCoSim.Verilator.Building;
using AnalogCoSim.Verilator.Models;

namespace AnalogCoSim.Benchmarks.Streaming;

/// <summary>Measures snapshots of a chip whose cores convert, drain and send back to back.</summary>
public static class SnapshotBench
{
    private const int Clocks = 64;

    /// <summary>Measures.</summary>
    /// <param name="cores">Cores at work.</param>
    /// <param name="repetitions">How often, the best of which counts.</param>
    /// <param name="cancellation">Stops between repetitions.</param>
    /// <returns>The cost.</returns>
    public static SnapshotCost Run(int cores, int repetitions, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cores, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(repetitions, 1);
        var workload = new StreamingWorkload(cores);
        using RtlChip chip = workload.Configured(new RtlChipOptions { Flavour = ModelFlavour.Check });
        sbyte[] data = workload.Data();
        ChipCommand[] commands = workload.Busy(chip.Cycle, chip.Cycle + (ulong)((repetitions + 8) * 2 * Clocks) + 516);
        long bytes = 0;
        TimeSpan save = TimeSpan.MaxValue;
        TimeSpan restore = TimeSpan.MaxValue;
        for (int repetition = 0; repetition < repetitions; repetition++)
        {
            Advance(chip, commands, data, cancellation);
            long begin = Stopwatch.GetTimestamp();
            using ModelSnapshot snapshot = chip.Save();
            save = Min(save, Stopwatch.GetElapsedTime(begin));
            Advance(chip, commands, data, cancellation);
            begin = Stopwatch.GetTimestamp();
            chip.Restore(snapshot);
            restore = Min(restore, Stopwatch.GetElapsedTime(begin));
            bytes = snapshot.Size;
        }

        return new SnapshotCost(cores, bytes, save.TotalMicroseconds, restore.TotalMicroseconds);
    }

    private static void Advance(RtlChip chip, ChipCommand[] commands, sbyte[] data, CancellationToken cancellation)
    {
        ulong end = chip.Cycle + Clocks;
        chip.Run([.. commands.Where(command => command.Cycle >= chip.Cycle && command.Cycle < end)], data, end, cancellation);
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
