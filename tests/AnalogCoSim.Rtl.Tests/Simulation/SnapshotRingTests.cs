using AnalogCoSim.Benchmarks.Streaming;
using AnalogCoSim.Chip.Configuration;
using AnalogCoSim.Chip.Link;
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

    // Tile 6 sleeps until the packet from tile 5 is on its pins, and passes it on to the host.
    [Test]
    public void Packet_that_reaches_a_sleeping_tile_is_in_the_snapshot_of_any_clock()
    {
        var (expected, _, _) = Forwarded(Check, ulong.MaxValue, 0);
        for (int index = 0; index < 16; index++)
        {
            var (found, kept, packets) = Forwarded(Check with { SnapshotInterval = 1, SnapshotCount = 16 }, 16, index);
            Assert.That((found, packets), Is.EqualTo((expected, 1)), $"from clock {kept}");
        }
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

    // Runs a packet for some clocks, goes back to a kept snapshot and runs it to its end.
    private static (StateDigest Events, ulong Kept, int Packets) Forwarded(RtlChipOptions options, ulong clocks, int index)
    {
        var workload = new RandomWorkload(33, [20]);
        using RtlChip chip = New(workload, options);
        chip.Configure([
            ChipConfiguration.Route(5, 9, new RouteEntry(1 << (int)LinkPort.Host, 1 << (int)LinkPort.E1, false)),
            ChipConfiguration.Route(6, 9, new RouteEntry(1 << (int)LinkPort.W1, 1 << (int)LinkPort.Host, false)),
        ]);
        chip.Run([], [], chip.Cycle + 20);
        ulong begin = chip.Cycle + 3;
        sbyte[] data = [.. Enumerable.Range(0, 256).Select(k => (sbyte)(k - 100))];
        ChipCommand[] packet = [ChipCommand.Inject(begin, 5, 9, 0, 256)];
        if (clocks == ulong.MaxValue)
        {
            chip.Run(packet, data);
            return (chip.EventDigest, 0, workload.Packets.Count);
        }

        chip.Run(packet, data, begin + clocks);
        ulong kept = chip.KeptSnapshots[index];
        using ModelSnapshot snapshot = chip.KeptSnapshot(index);
        chip.Restore(snapshot);
        chip.Run([.. packet.Where(command => command.Cycle >= kept)], data);
        return (chip.EventDigest, kept, workload.Packets.Count);
    }
}
