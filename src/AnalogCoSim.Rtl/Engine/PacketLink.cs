using AnalogCoSim.Chip.Link;
using AnalogCoSim.Chip.Program;

namespace AnalogCoSim.Rtl.Engine;

/// <summary>One link on the way of the packets from a core to the next one of its chain.</summary>
/// <param name="From">Tile that sends over it.</param>
/// <param name="To">Tile that receives.</param>
/// <param name="In">Its port.</param>
/// <param name="Path">Path id that the packets have here.</param>
/// <param name="Length">Bytes of their payload.</param>
internal sealed record PacketLink(int From, int To, LinkPort In, int Path, int Length)
{
    /// <summary>The way of the packets, link by link.</summary>
    /// <param name="sender">The core that sends.</param>
    /// <param name="receiver">The next core of its chain.</param>
    /// <returns>Links from the sender on; up to where two tiles that should be neighbours are none.</returns>
    public static IReadOnlyList<PacketLink> Way(CoreSlice sender, CoreSlice receiver)
    {
        var way = new List<PacketLink>();
        int from = sender.Core;
        int length = sender.Ldpu.TxLast - sender.Ldpu.TxFirst + 1;
        foreach ((int tile, byte path) in sender.Hops.Select(hop => (hop.Tile, hop.Path)).Append((receiver.Core, receiver.Ldpu.RxPath)))
        {
            if (LinkTable.PortTo(tile, from) is not { } port)
            {
                break;
            }

            way.Add(new PacketLink(from, tile, port, path, length));
            from = tile;
        }

        return way;
    }

    /// <summary>A fault at this link.</summary>
    /// <param name="expected">What should have come.</param>
    /// <param name="actual">What came.</param>
    /// <returns>The fault.</returns>
    public HopFault Fault(string expected, string actual) => new(From, LinkTable.Opposite(In), To, In, Path, expected, actual);
}
