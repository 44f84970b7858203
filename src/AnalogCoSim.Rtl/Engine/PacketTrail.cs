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
        if (!rtl.SeesLinks)
        {
            return null;
        }

        int from = sender.Core;
        int length = sender.Ldpu.TxLast - sender.Ldpu.TxFirst + 1;
        foreach (HopRoute stop in sender.Hops.Append(new HopRoute(receiver.Core, receiver.Ldpu.RxPath, receiver.Ldpu.RxMask, 0)))
        {
            if (LinkTable.PortTo(stop.Tile, from) is not { } port)
            {
                return null;
            }

            if (Fault(rtl.Captured(stop.Tile, port), stop.Path, drained, length, sent) is { } fault)
            {
                return new HopFault(from, LinkTable.Opposite(port), stop.Tile, port, stop.Path, fault.Expected, fault.Actual);
            }

            from = stop.Tile;
        }

        return null;
    }

    private static (string Expected, string Actual)? Fault(IReadOnlyList<LinkCapture> packets, int path, ulong drained, int length, ReadOnlySpan<sbyte> sent)
    {
        ulong first = drained - Math.Min(drained, ChipGeometry.CrossbarSize + Window);
        LinkCapture[] near = [.. packets.Where(packet => packet.Packet.Begin >= first && packet.Packet.Begin <= drained)];
        if (near.LastOrDefault(packet => packet.Packet.Path == path) is not { } found)
        {
            string others = near.Length == 0 ? "no packet" : string.Join("; ", near.Select(packet => packet.Packet.ToString()));
            return (string.Create(CultureInfo.InvariantCulture, $"a packet of path {path} with {length} bytes"), string.Create(CultureInfo.InvariantCulture, $"{others} from clock {first} on"));
        }

        if (found.Packet.Length != length)
        {
            return (string.Create(CultureInfo.InvariantCulture, $"{length} bytes"), string.Create(CultureInfo.InvariantCulture, $"a packet that announces {found.Packet.Length} bytes in clock {found.Packet.Begin + 1}"));
        }

        if (sent.IsEmpty)
        {
            return null;
        }

        int at = sent.CommonPrefixLength(found.Payload);
        return at >= Math.Min(sent.Length, found.Payload.Length) ? null : (
            string.Create(CultureInfo.InvariantCulture, $"byte {at} of the packet is {sent[at]}"),
            string.Create(CultureInfo.InvariantCulture, $"{found.Payload[at]} in clock {found.Packet.Begin + LinkPacket.PreambleBytes + (ulong)at} of the chip"));
    }
}
