using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Chip.Link;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Inference.Programming;

namespace AnalogCoSim.Bench.Coverage;

/// <summary>Which links a run used, and how much.</summary>
internal static class LinkCounts
{
    /// <summary>Counts packets: an MVM of a core that sends puts one packet on every link of its route.</summary>
    /// <param name="chip">The programmed chip.</param>
    /// <param name="mvms">MVMs of each step of the program, as counted while it ran; all cores of a step make as many.</param>
    /// <returns>Links that carried a packet, by tile and port.</returns>
    public static IReadOnlyList<LinkTraffic> Of(ProgrammedChip chip, IReadOnlyList<long> mvms)
    {
        var links = new SortedDictionary<(int Tile, LinkPort Port), (long Packets, long Bytes)>();
        for (int index = 0; index < mvms.Count; index++)
        {
            IReadOnlyList<CoreSlice> slices = mvms[index] > 0 ? chip.Program.Steps[index].Slices : [];
            // A run that was cut short leaves a part of the last image.
            long packets = (mvms[index] + slices.Count - 1) / Math.Max(1, slices.Count);
            foreach (CoreSlice slice in slices)
            {
                long bytes = packets * BytesOf(chip.Registers(slice.Core));
                foreach ((int, LinkPort) link in Carrying(slice))
                {
                    (long Packets, long Bytes) before = links.GetValueOrDefault(link);
                    links[link] = (before.Packets + packets, before.Bytes + bytes);
                }
            }
        }

        return [.. links.Select(link => new LinkTraffic(link.Key.Tile, link.Key.Port.ToString(), LinkTable.Neighbour(link.Key.Tile, link.Key.Port), link.Value.Packets, link.Value.Bytes))];
    }

    private static int BytesOf(LdpuRegisters registers) => LinkPacket.PreambleBytes + Math.Max(0, registers.TxLast - registers.TxFirst + 1);

    private static IEnumerable<(int Tile, LinkPort Port)> Carrying(CoreSlice slice) => LinkTable.InMask(slice.Ldpu.TxEnable ? slice.Ldpu.TxMask : 0).Select(port => (slice.Core, port))
        .Concat(slice.Hops.SelectMany(hop => LinkTable.InMask(hop.ForwardMask).Select(port => (hop.Tile, port))))
        .Distinct();
}
