using System.Globalization;
using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Chip.Link;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Rtl.Simulation;

namespace AnalogCoSim.Rtl.Engine;

/// <summary>Follows the packet of one MVM from core to core, link by link, and tells where it was lost or changed first.</summary>
/// <remarks>A hop takes one clock and a packet 258, so all links show the packet of one MVM within a few clocks, and no other one of its path.</remarks>
internal static class PacketTrail
{
    /// <summary>More than the clocks of a head delay, of all hops and of the LDPU, less than a packet.</summary>
    public const ulong Window = 150;

    /// <summary>Looks along the way.</summary>
    /// <param name="rtl">The chip, in the clock of the failure or shortly after.</param>
    /// <param name="sender">The core that sent.</param>
    /// <param name="receiver">The next core of its chain.</param>
    /// <param name="drained">Clock in which the sender or the receiver delivered the last column of the MVM.</param>
    /// <param name="sent">The payload; empty where it is not known, and only looked for.</param>
    /// <returns>The first link without the packet or with another payload; null where there is none, or the links are not seen.</returns>
    public static HopFault? Follow(RtlChip rtl, CoreSlice sender, CoreSlice receiver, ulong drained, ReadOnlySpan<sbyte> sent)
    {
        foreach (PacketLink link in rtl.SeesLinks ? PacketLink.Way(sender, receiver) : [])
        {
            if (Fault(rtl, link, drained, sent) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    /// <summary>The last MVM of a sender whose packet has begun on all links of its way.</summary>
    /// <param name="drained">Clocks in which the sender delivered the last columns of its MVMs.</param>
    /// <param name="now">The clock that runs next.</param>
    /// <returns>One of the clocks; the last packet may still be under way.</returns>
    public static ulong Settled(List<ulong> drained, ulong now) => drained.Count > 1 && drained[^1] + Window > now ? drained[^2] : drained[^1];

    /// <summary>Tells what is wrong with the length of a packet, if anything is.</summary>
    /// <param name="link">Where it came.</param>
    /// <param name="packet">The packet.</param>
    /// <param name="endedAt">Clock up to which its bytes must have come: the one that runs next, or the last of all where a later packet has begun.</param>
    /// <returns>The fault; null without.</returns>
    public static HopFault? Length(PacketLink link, PacketReport packet, ulong endedAt)
    {
        int seen = packet.Length == 0 ? 1 : LinkPacket.PreambleBytes + packet.Seen;
        if (packet.Length != link.Length && packet.Length != 0)
        {
            return link.Fault(Text($"{link.Length} bytes"), Text($"a packet that announces {packet.Length} bytes in clock {packet.Begin + 1} of the chip"));
        }

        bool whole = packet.Length != 0 && packet.Seen == packet.Length;
        return whole || packet.Begin + (ulong)seen > endedAt
            ? null
            : link.Fault(Text($"{link.Length} bytes"), Text($"a packet that ends after {packet.Seen} of them: nothing comes in clock {packet.Begin + (ulong)seen} of the chip"));
    }

    private static HopFault? Fault(RtlChip rtl, PacketLink link, ulong drained, ReadOnlySpan<sbyte> sent)
    {
        IReadOnlyList<LinkCapture> packets = rtl.Captured(link.To, link.In);
        ulong first = drained - Math.Min(drained, ChipGeometry.CrossbarSize + Window);
        LinkCapture[] near = [.. packets.Where(packet => packet.Packet.Begin >= first && packet.Packet.Begin <= drained)];
        if (near.LastOrDefault(packet => packet.Packet.Path == link.Path) is not { } found)
        {
            string others = near.Length == 0 ? "no packet" : string.Join("; ", near.Select(packet => packet.Packet.ToString()));
            return link.Fault(Text($"a packet of path {link.Path} with {link.Length} bytes"), Text($"{others} from clock {first} on"));
        }

        int at = sent.CommonPrefixLength(found.Payload);
        return found.Packet.Length == link.Length && at < Math.Min(sent.Length, found.Payload.Length)
            ? link.Fault(Text($"byte {at} of the packet is {sent[at]}"), Text($"{found.Payload[at]} in clock {found.Packet.Begin + LinkPacket.PreambleBytes + (ulong)at} of the chip"))
            : Length(link, found.Packet, found == packets[0] ? rtl.Cycle : ulong.MaxValue);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
