using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Chip;
using AnalogCoSim.Chip.Configuration;
using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Chip.Link;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Chip.Tests;
using AnalogCoSim.Inference;
using AnalogCoSim.Inference.Programming;
using AnalogCoSim.Rtl.Engine;
using AnalogCoSim.Rtl.Simulation;
using AnalogCoSim.Rtl.Tests.Simulation;
using AnalogCoSim.Rtl.Tests.Support;
using AnalogCoSim.Verilator.Building;
using AnalogCoSim.Verilator.Models;

namespace AnalogCoSim.Rtl.Tests.Engine;

/// <summary>What is kept of the packets on the links, against what the cores sent.</summary>
[Category("Smoke")]
public sealed class LinkCaptureTests
{
    private static readonly ChipProgram Program = TestPrograms.Small();

    private static readonly ProgrammedChip Chip = ProgrammedChip.Create(Program, new AnalogParameters { Fidelity = Fidelity.Exact });

    [Test]
    public void Chip_that_has_sent_nothing_has_no_packets()
    {
        using var rtl = new RtlEngine(Chip, new RtlChipOptions { Flavour = ModelFlavour.Check });

        for (int tile = 0; tile < ChipGeometry.Cores; tile++)
        {
            Assert.That(rtl.Rtl.Report(tile).Packets, Is.Empty, $"tile {tile}");
            Assert.That(Enum.GetValues<LinkPort>().SelectMany(port => rtl.Rtl.Captured(tile, port)), Is.Empty, $"tile {tile}");
        }
    }

    [Test]
    public void Last_packets_of_every_link_on_a_way_are_those_that_the_core_sent()
    {
        using var rtl = new RtlEngine(Chip, new RtlChipOptions { Flavour = ModelFlavour.Check });
        var sent = new Sent();
        rtl.Run([2], TestPrograms.Images(Program, 1), sent);

        int links = 0;
        foreach (ColumnGroup group in Program.Steps.OfType<CrossbarStep>().SelectMany(step => step.Groups))
        {
            foreach ((CoreSlice sender, CoreSlice receiver) in group.Chain.Zip(group.Chain.Skip(1)))
            {
                sbyte[][] due = [.. Enumerable.Reverse(sent.Outputs[sender.Core]).Select(outputs => LinkPacket.Transmit(sender.Ldpu, outputs).ToArray())];
                int from = sender.Core;
                foreach ((int tile, byte path) in sender.Hops.Select(hop => (hop.Tile, hop.Path)).Append((receiver.Core, receiver.Ldpu.RxPath)))
                {
                    IReadOnlyList<LinkCapture> kept = rtl.Rtl.Captured(tile, LinkTable.PortTo(tile, from)!.Value);
                    Assert.That(kept, Has.Count.EqualTo(4), $"tile {tile} from tile {from}");
                    Assert.That(kept.Select(packet => packet.Packet.Path), Is.All.EqualTo(path));
                    Assert.That(kept.Select(packet => packet.Payload), Is.EqualTo(due.Take(kept.Count)), $"tile {tile} from tile {from}, the latest first");
                    Assert.That(kept.Select(packet => packet.Packet.Begin), Is.Ordered.Descending);
                    (from, links) = (tile, links + 1);
                }
            }
        }

        Assert.That(links, Is.GreaterThanOrEqualTo(3), "a way with a hop, and one without");
    }

    // The sender's ports are taken away for some clocks in the midst of a packet; without assertions the receiver waits for the rest.
    [Test]
    public void Packet_ends_at_a_gap_and_what_comes_after_it_is_another_one()
    {
        const int Gap = 5;
        var workload = new RandomWorkload(34, [0, 1]);
        using var chip = new RtlChip(new RtlChipOptions { Flavour = ModelFlavour.Fast }, workload);
        ConfigWrite[] writes = [.. workload.Writes()];
        chip.Configure(writes);
        var (commands, data) = workload.Stimulus(chip.Cycle, 1);
        ulong half = chip.Cycle + 400;
        chip.Run(commands, data, half);
        LinkCapture begun = chip.Captured(1, LinkPort.W1).Single();
        Assert.That(begun.Packet.Seen, Is.InRange(1, 200), "a packet is under way");
        ConfigWrite on = writes.Single(write => write is { Tile: 0, Address: RegisterMap.Ctrl });
        ConfigWrite off = on with { Data = on.Data & ~RegisterMap.PackCtrl(false, false, false, false, 0x7F, 0) };
        chip.Run([ChipCommand.Write(half + 10, off), ChipCommand.Write(half + 10 + Gap, on)], [], half + 100);

        IReadOnlyList<LinkCapture> kept = chip.Captured(1, LinkPort.W1);
        Assert.That(kept, Has.Count.GreaterThan(1));
        (LinkCapture cut, LinkCapture next) = (kept[^1], kept[^2]);
        Assert.That((cut.Packet.Begin, cut.Packet.Path, cut.Packet.Length), Is.EqualTo((begun.Packet.Begin, 1, 256)));
        Assert.That(cut.Packet.Seen - begun.Packet.Seen, Is.InRange(10, 13), "it ends where the ports were taken away");
        Assert.That(cut.Payload.Take(begun.Payload.Length), Is.EqualTo(begun.Payload));
        Assert.That(next.Packet.Begin, Is.EqualTo(cut.Packet.Begin + LinkPacket.PreambleBytes + (ulong)cut.Packet.Seen + Gap), "what comes after the gap");
    }

    [Test]
    public void Going_back_to_a_snapshot_forgets_the_packets_that_came_after_it()
    {
        var workload = new RandomWorkload(35, [0, 1]);
        using var chip = new RtlChip(new RtlChipOptions { Flavour = ModelFlavour.Check }, workload);
        chip.Configure([.. workload.Writes()]);
        using ModelSnapshot before = chip.Save();
        var (commands, data) = workload.Stimulus(chip.Cycle, 2);
        for (int run = 0; run < 2; run++)
        {
            chip.Run([.. commands, ChipCommand.Inject(commands[^1].Cycle + 600, 9, 200, 0, 16)], data);
            Assert.That((chip.Captured(1, LinkPort.W1).Count, chip.Captured(9, LinkPort.Host).Count), Is.EqualTo((2, 1)), $"run {run}");
            Assert.That(chip.Report(1).Packets.Single().Count, Is.EqualTo(2), $"run {run}");
            chip.Restore(before);
            for (int tile = 0; tile < ChipGeometry.Cores; tile++)
            {
                Assert.That((chip.Report(tile).Packets.Count, Enum.GetValues<LinkPort>().Sum(port => chip.Captured(tile, port).Count)), Is.EqualTo((0, 0)), $"tile {tile}");
            }
        }
    }

    // The receiver takes the fourth byte for the next path id, so the way of the first packet is looked at before a second one comes.
    [Test]
    [CancelAfter(300_000)]
    public void Wrong_length_of_a_forwarded_packet_is_told_at_the_hop()
    {
        using var tree = new PlantedTree("link/acs_link.sv", "data | spread(route[6:0], rx_data_i[8 * p +: 8]);", "data | spread(route[6:0], rx_data_i[8 * p +: 8] ^ {7'd0, length_q[p]});");
        using var rtl = new RtlEngine(Chip, new RtlChipOptions { RtlRoot = tree.Root });
        (CoreSlice sender, CoreSlice receiver) = (Program.Slices.Single(slice => slice.Core == 9), Program.Slices.Single(slice => slice.Core == 12));
        var sent = new Sent { Last = receiver.Core };
        rtl.Run([2], TestPrograms.Images(Program, 1), sent);

        HopFault? fault = rtl.FollowPacket(sender, receiver, sent.Cycle, LinkPacket.Transmit(sender.Ldpu, sent.Outputs[sender.Core][0]));

        Assert.That((fault?.From, fault?.Expected), Is.EqualTo(((int?)10, "4 bytes")));
        Assert.That(fault!.Actual, Does.StartWith("a packet that announces 3 bytes in clock "));
    }

    private sealed class Sent : IMvmObserver
    {
        /// <summary>The core whose first MVM ends the run; -1 for none.</summary>
        public int Last { get; init; } = -1;

        /// <summary>Clock of the image in which the last MVM came.</summary>
        public ulong Cycle { get; private set; }

        public Dictionary<int, List<sbyte[]>> Outputs { get; } = [];

        public bool OnMvm(in MvmRecord record)
        {
            if (!Outputs.TryGetValue(record.Address.Core, out List<sbyte[]>? all))
            {
                Outputs[record.Address.Core] = all = [];
            }

            all.Add(record.Outputs.ToArray());
            Cycle = record.Cycle;
            return record.Address.Core != Last;
        }
    }
}
