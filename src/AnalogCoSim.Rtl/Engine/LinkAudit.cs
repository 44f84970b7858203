using System.Globalization;
using AnalogCoSim.Chip;
using AnalogCoSim.Chip.Link;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Rtl.Simulation;

namespace AnalogCoSim.Rtl.Engine;

/// <summary>Holds the last packets on the links around a tile against those that a layer asks for: an assertion often fails in the tile behind the one that is at fault.</summary>
/// <remarks>Contents are not looked at: no rule of the RTL depends on a payload.</remarks>
internal static class LinkAudit
{
    /// <summary>Looks along every way that leads to a tile or over it.</summary>
    /// <param name="rtl">The chip, in the clock of the failure or shortly after.</param>
    /// <param name="layer">Chains and cores of the layer.</param>
    /// <param name="tile">The tile that reported an error.</param>
    /// <param name="since">First clock of the layer: earlier packets are those of another one.</param>
    /// <returns>The first link of a way at which something is wrong, or a link into the tile by which came what nobody asks for; null where there is none.</returns>
    public static HopFault? Find(RtlChip rtl, LayerData layer, int tile, ulong since)
    {
        if (!rtl.SeesLinks)
        {
            return null;
        }

        (CoreSlice Sender, CoreSlice Receiver, IReadOnlyList<PacketLink> Way)[] ways =
            [.. layer.Chains.SelectMany(chain => chain.Group.Chain.Zip(chain.Group.Chain.Skip(1), (sender, receiver) => (sender, receiver, PacketLink.Way(sender, receiver))))];
        PacketLink[] asked = [.. ways.SelectMany(way => way.Way)];
        foreach (var (sender, receiver, way) in ways)
        {
            int end = way.Select(link => link.To).ToList().IndexOf(tile);
            if (way.Take(end + 1).Select(link => Fault(rtl, link, asked, since)).FirstOrDefault(fault => fault is not null) is { } fault)
            {
                return fault;
            }

            if (receiver.Core == tile && Lost(rtl, layer, sender, receiver) is { } lost)
            {
                return lost;
            }
        }

        return Stray(rtl, asked, tile, since);
    }

    private static HopFault? Lost(RtlChip rtl, LayerData layer, CoreSlice sender, CoreSlice receiver) =>
        layer.OfTile(sender.Core)!.DrainedAt is { Count: > 0 } drained ? PacketTrail.Follow(rtl, sender, receiver, PacketTrail.Settled(drained, rtl.Cycle), []) : null;

    private static HopFault? Fault(RtlChip rtl, PacketLink link, PacketLink[] asked, ulong since)
    {
        int[] paths = [.. asked.Where(one => one.To == link.To && one.In == link.In).Select(one => one.Path)];
        return Judge(link, paths, [.. rtl.Captured(link.To, link.In).Reverse().Select(one => one.Packet).Where(packet => packet.Begin >= since)], rtl.Cycle);
    }

    /// <summary>Judges the packets that came over a link. The earliest fault counts: what comes after it may follow from it.</summary>
    /// <param name="link">The link, for one of its paths.</param>
    /// <param name="paths">All paths that lead over it.</param>
    /// <param name="packets">Packets of the layer that are still known, the first one first.</param>
    /// <param name="now">The clock that runs next.</param>
    /// <returns>The fault; null without.</returns>
    internal static HopFault? Judge(PacketLink link, IReadOnlyCollection<int> paths, IReadOnlyList<PacketReport> packets, ulong now)
    {
        for (int i = 0; i < packets.Count; i++)
        {
            PacketReport packet = packets[i];
            if (!paths.Contains(packet.Path))
            {
                return link.Fault(Text($"packets of path {string.Join(", ", paths)} alone"), packet.ToString());
            }

            ulong endedAt = i < packets.Count - 1 ? ulong.MaxValue : now;
            if (packet.Path == link.Path && (PacketTrail.Length(link, packet, endedAt) ?? TooEarly(link, packet, packets.Take(i))) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private static HopFault? TooEarly(PacketLink link, PacketReport packet, IEnumerable<PacketReport> before) =>
        before.LastOrDefault(one => one.Path == packet.Path) is { } last && packet.Begin < last.Begin + RegisterMap.PacketInterval
            ? link.Fault(Text($"the next packet in clock {last.Begin + RegisterMap.PacketInterval} of the chip, or later"), Text($"it begins in clock {packet.Begin}"))
            : null;

    // By a link that no way of the layer uses, nothing may come.
    private static HopFault? Stray(RtlChip rtl, PacketLink[] asked, int tile, ulong since)
    {
        for (int port = 0; port < LinkTable.NeighbourPorts; port++)
        {
            if (LinkTable.Neighbour(tile, (LinkPort)port) is { } from
                && !asked.Any(link => link.To == tile && (int)link.In == port)
                && rtl.Captured(tile, (LinkPort)port).LastOrDefault(one => one.Packet.Begin >= since) is { } stray)
            {
                return new PacketLink(from, tile, (LinkPort)port, stray.Packet.Path, 0).Fault("no packet by this link in this layer", stray.Packet.ToString());
            }
        }

        return null;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
