using AnalogCoSim.Benchmarks.Streaming;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Rtl.Simulation;
using AnalogCoSim.Verilator.Building;
using AnalogCoSim.Verilator.Models;

namespace AnalogCoSim.Rtl.Tests.Simulation;

[Category("Smoke")]
public sealed class SnapshotRingTests
{
    private const int Interval = 50;
    private const int Count = 4;

    private static readonly RtlChipOptions Check = new() { Flavour = ModelFlavour.Check, DigestInterval = 64 };
    private static readonly RtlChipOptions Ring = Check with { SnapshotInterval = Interval, SnapshotCount = Count };
    private static readonly int[][] Chains = [[0, 1, 2], [20], [40, 48]];

    // MVMs start at clock 8 and their first pairs come at clock 217: at 130 all counts of all tiles are still to come and the chip leaps, at 300 pairs and packets are under
    // way, at 520 the second position is.
    [TestCase(130UL)]
    [TestCase(300UL)]
    [TestCase(520UL)]
    public void Every_kept_snapshot_runs_on_to_the_digests_of_the_undisturbed_run(ulong clocks)
    {
        var (expected, _) = Whole(clocks, Check);
        var workload = new RandomWorkload(31, Chains);
        using RtlChip chip = New(workload, Ring);
        ulong begin = chip.Cycle;
        var (commands, data) = workload.Stimulus(begin, 2);
        chip.Run([.. commands.Where(command => command.Cycle < begin + clocks)], data, begin + clocks);
        Assert.That(chip.KeptSnapshots, Is.Ordered.And.Not.Empty);
        Assert.That(chip.KeptSnapshots.Count, Is.LessThanOrEqualTo(Count));
        ulong[] kept = [.. chip.KeptSnapshots, chip.Cycle];
        ModelSnapshot[] snapshots = [.. chip.KeptSnapshots.Select((_, index) => chip.KeptSnapshot(index)), chip.Save()];
        for (int index = kept.Length - 1; index >= 0; index--)
        {
            chip.Restore(snapshots[index]);
            Assert.That(chip.Cycle, Is.EqualTo(kept[index]));
            Assert.That(chip.KeptSnapshots, Is.All.LessThanOrEqualTo(kept[index]));
            chip.Run([.. commands.Where(command => command.Cycle >= kept[index])], data);
            Assert.That((chip.EventDigest, chip.IntervalDigest, chip.RegisterDigest(), chip.Cycle), Is.EqualTo(expected), $"from clock {kept[index]}");
            snapshots[index].Dispose();
        }
    }

    [Test]
    public void Ring_keeps_the_last_ones_and_the_newest_is_less_than_an_interval_old()
    {
        var workload = new StreamingWorkload(2);
        using RtlChip chip = workload.Configured(Ring);
        ulong end = chip.Cycle + (8 * 258);
        chip.Run(workload.Busy(chip.Cycle, end), workload.Data(), end);

        Assert.That(chip.KeptSnapshots, Is.EqualTo(Enumerable.Range(0, Count).Select(i => ((((end - 1) / Interval) - (ulong)(Count - 1 - i)) * Interval))));
    }

    [Test]
    public void Snapshots_change_nothing()
    {
        Assert.That(Whole(300, Ring).Digests, Is.EqualTo(Whole(300, Check).Digests));
    }

    [Test]
    public void Assertion_failure_can_be_replayed_from_shortly_before()
    {
        var workload = new RandomWorkload(32, [9]);
        using RtlChip chip = New(workload, Ring);
        ulong now = chip.Cycle;

        // A second start before the first pair has come.
        ChipCommand[] commands = [ChipCommand.Start(now + 120, 9, true), ChipCommand.Start(now + 180, 9, true)];
        var first = Assert.Throws<AcsException>(() => chip.Run(commands, []))!;
        ulong cycle = chip.KeptSnapshots[^1];
        using ModelSnapshot snapshot = chip.KeptSnapshot(chip.KeptSnapshots.Count - 1);

        chip.Restore(snapshot);
        var again = Assert.Throws<AcsException>(() => chip.Run([.. commands.Where(command => command.Cycle >= cycle)], []))!;

        Assert.That(cycle, Is.InRange(now + 180 - Interval, now + 182));
        Assert.That((again.Where, again.Actual), Is.EqualTo((first.Where, first.Actual)));
        chip.Restore(snapshot);
        Assert.That(chip.Run([], []), Is.True, "without the second start all is well");
    }

    [Test]
    public void Ring_needs_a_build_that_has_snapshots()
    {
        var error = Assert.Throws<AcsException>(() => new RtlChip(Ring with { Flavour = ModelFlavour.Fast }, new StreamingWorkload(1)))!;

        Assert.That(error.ExitCode, Is.Not.Zero);
    }

    [Test]
    public void Snapshot_costs_are_measured_on_a_chip_at_work()
    {
        SnapshotCost cost = SnapshotBench.Run(cores: 2, repetitions: 3);

        Assert.That(cost.Bytes, Is.GreaterThan(64 * 6000));
        Assert.That((cost.SaveMicroseconds, cost.RestoreMicroseconds), Is.GreaterThan((0.0, 0.0)));
    }

    private static RtlChip New(RandomWorkload workload, RtlChipOptions options)
    {
        var chip = new RtlChip(options, workload);
        chip.Configure([.. workload.Writes()]);
        return chip;
    }

    private static ((StateDigest Events, StateDigest Intervals, StateDigest Registers, ulong Cycle) Digests, ulong Begin) Whole(ulong clocks, RtlChipOptions options)
    {
        var workload = new RandomWorkload(31, Chains);
        using RtlChip chip = New(workload, options);
        ulong begin = chip.Cycle;
        var (commands, data) = workload.Stimulus(begin, 2);
        chip.Run([.. commands.Where(command => command.Cycle < begin + clocks)], data, begin + clocks);
        chip.Run([.. commands.Where(command => command.Cycle >= begin + clocks)], data);
        return ((chip.EventDigest, chip.IntervalDigest, chip.RegisterDigest(), chip.Cycle), begin);
    }
}
