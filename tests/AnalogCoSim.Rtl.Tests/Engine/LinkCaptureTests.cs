using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Chip.Link;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Chip.Tests;
using AnalogCoSim.Inference;
using AnalogCoSim.Inference.Programming;
using AnalogCoSim.Rtl.Engine;
using AnalogCoSim.Rtl.Simulation;
using AnalogCoSim.Rtl.Tests.Support;
using AnalogCoSim.Verilator.Building;

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
