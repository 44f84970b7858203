using AnalogCoSim.Chip.Configuration;
using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Chip.Link;
using AnalogCoSim.Rtl.Simulation;
using AnalogCoSim.Verilator.Building;
using AnalogCoSim.Verilator.Models;

namespace AnalogCoSim.Rtl.Tests.Simulation;

/// <summary>What is known of the packets on the links belongs to the snapshot: a chip that has gone back tells the same as one that was never anywhere else.</summary>
public sealed class RestoredPacketsTests
{
    private static readonly sbyte[] Data = [.. Enumerable.Range(0, 256).Select(k => (sbyte)(k - 100))];

    // Tile 5 forwards path 9 to tile 6, which forwards it to the host; more packets come than are kept.
    [TestCase(false)]
    [TestCase(true, Category = "Nightly")]
    public void Packets_after_a_restore_are_those_of_the_undisturbed_run(bool flat)
    {
        using RtlChip chip = New(flat);
        ulong begin = chip.Cycle + 3;
        ChipCommand[] packets = [.. Enumerable.Range(0, 6).Select(k => ChipCommand.Inject(begin + ((ulong)k * 70), 5, 9, k, 40 + k))];
        var snapshots = new List<ModelSnapshot>();
        var expected = new List<string>();

        // Before the first packet, behind its path, behind its length, in its payload, behind its last byte, and on.
        ulong[] clocks = [begin, begin + 1, begin + 2, begin + 20, begin + 42, begin + 43, begin + 44, begin + 100, begin + 300, begin + 420];
        foreach (ulong clock in clocks)
        {
            chip.Run([.. packets.Where(packet => packet.Cycle >= chip.Cycle && packet.Cycle < clock)], Data, clock);
            expected.Add(Known(chip));
            snapshots.Add(chip.Save());
        }

        Assert.That(expected.Distinct().Count(), Is.GreaterThanOrEqualTo(7), "moments with something of their own");
        for (int from = clocks.Length - 1; from >= 0; from--)
        {
            chip.Restore(snapshots[from]);
            Assert.That(Known(chip), Is.EqualTo(expected[from]), $"clock {from} of the list");
            ulong last = clocks[^1];
            chip.Run([.. packets.Where(packet => packet.Cycle >= chip.Cycle)], Data, last);
            Assert.That(Known(chip), Is.EqualTo(expected[^1]), $"run on from clock {from} of the list");
            snapshots[from].Dispose();
        }
    }

    [Test]
    public void Snapshot_of_another_chip_brings_its_packets_along()
    {
        using RtlChip from = New(flat: false);
        using RtlChip to = New(flat: false);
        from.Run([ChipCommand.Inject(from.Cycle + 3, 5, 9, 0, 40)], Data, from.Cycle + 30);
        to.Run([ChipCommand.Inject(to.Cycle + 3, 20, 7, 0, 200)], Data, to.Cycle + 30);
        using ModelSnapshot snapshot = from.Save();

        to.Restore(snapshot);

        Assert.That(Known(to), Is.EqualTo(Known(from)).And.Not.Empty);
    }

    private static RtlChip New(bool flat)
    {
        var chip = new RtlChip(new RtlChipOptions { Flavour = ModelFlavour.Check, Flat = flat }, new RandomWorkload(33, [20]));
        chip.Configure([
            ChipConfiguration.Route(5, 9, new RouteEntry(1 << (int)LinkPort.Host, 1 << (int)LinkPort.E1, false)),
            ChipConfiguration.Route(6, 9, new RouteEntry(1 << (int)LinkPort.W1, 1 << (int)LinkPort.Host, false)),
        ]);
        chip.Run([], [], chip.Cycle + 20);
        return chip;
    }

    // All packets that are kept, in words.
    private static string Known(RtlChip chip) => string.Join('\n',
        from tile in Enumerable.Range(0, ChipGeometry.Cores)
        from port in Enum.GetValues<LinkPort>()
        from one in chip.Captured(tile, port)
        select $"tile {tile}: {one.Packet}: {string.Join(' ', one.Payload)}");
}
