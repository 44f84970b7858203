using AnalogCoSim.Chip;
using AnalogCoSim.Chip.Link;
using AnalogCoSim.Testbench.Transactions;

namespace AnalogCoSim.Blocks.Link;

/// <summary>Routes and selection as transactions have set them, and what becomes of a packet.</summary>
internal sealed class LinkRoutes
{
    private readonly RouteEntry?[] _entries = new RouteEntry?[RegisterMap.RouteCount];

    /// <summary>First payload byte that is selected.</summary>
    public int First { get; private set; }

    /// <summary>Last payload byte that is selected.</summary>
    public int Last { get; private set; } = 255;

    /// <summary>Sets a route or the selection.</summary>
    /// <param name="transaction">The transaction.</param>
    public void Set(Transaction transaction)
    {
        if (transaction.NumberOf(LinkFields.Kind) == LinkFields.Route)
        {
            _entries[transaction.NumberOf(LinkFields.Path)] = Entry(transaction);
        }
        else
        {
            (First, Last) = (transaction.NumberOf(LinkFields.First), transaction.NumberOf(LinkFields.Last));
        }
    }

    /// <summary>The route that a transaction writes.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <returns>The route.</returns>
    public static RouteEntry Entry(Transaction transaction) => new((byte)transaction[LinkFields.Accept], (byte)transaction[LinkFields.Mask], transaction[LinkFields.Consume] != 0);

    /// <summary>Where a packet goes.</summary>
    /// <param name="packet">The packet.</param>
    /// <returns>Ports by which it leaves, and whether it is consumed.</returns>
    public (byte Mask, bool Consume) Of(Transaction packet)
    {
        int port = packet.NumberOf(LinkFields.Port);
        if (port == LinkFields.Own)
        {
            return ((byte)packet[LinkFields.Mask], false);
        }

        return _entries[packet.NumberOf(LinkFields.Path)] is { } entry && (entry.RxMask >> port & 1) != 0 ? (entry.ForwardMask, entry.Consume) : default;
    }

    /// <summary>The bytes of a packet on a link.</summary>
    /// <param name="packet">The packet.</param>
    /// <returns>Path id, length, payload; without those that are cut.</returns>
    public static byte[] Bytes(Transaction packet)
    {
        int length = packet.NumberOf(LinkFields.More) + 1;
        sbyte[] payload = [.. Enumerable.Range(0, length).Select(k => (sbyte)(packet.NumberOf(LinkFields.Data) + (k * packet.NumberOf(LinkFields.Step))))];
        byte[] bytes = new LinkPacket((byte)packet[LinkFields.Path], payload).ToBytes();
        return bytes[..^Math.Min(packet.NumberOf(LinkFields.Cut), bytes.Length - 1)];
    }
}
