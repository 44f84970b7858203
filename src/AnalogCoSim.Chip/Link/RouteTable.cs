using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Chip.Link;

/// <summary>The route tables of all tiles.</summary>
public sealed class RouteTable
{
    private readonly RouteEntry?[,] _entries = new RouteEntry?[ChipGeometry.Cores, RegisterMap.RouteCount];

    /// <summary>Sets an entry.</summary>
    /// <param name="tile">Tile.</param>
    /// <param name="path">Path id.</param>
    /// <param name="entry">Entry.</param>
    /// <exception cref="AcsException">ACS0801 if there is one already.</exception>
    public void Add(int tile, byte path, RouteEntry entry)
    {
        if (_entries[tile, path] is { } present)
        {
            throw new AcsException(
                ErrorCode.ProgramInvalid,
                "A tile has two routes for one path id.",
                $"tile {tile}, path {path}",
                "path ids that are unique in every tile they touch",
                $"{present} and {entry}",
                "Give one of the chains another path id.");
        }

        _entries[tile, path] = entry;
    }

    /// <summary>The entry of a path in a tile.</summary>
    /// <param name="tile">Tile.</param>
    /// <param name="path">Path id.</param>
    /// <returns>The entry, or null: such packets are ignored.</returns>
    public RouteEntry? Entry(int tile, byte path) => _entries[tile, path];

    /// <summary>All entries of a tile.</summary>
    /// <param name="tile">Tile.</param>
    /// <returns>Path ids and entries, ascending.</returns>
    public IEnumerable<(byte Path, RouteEntry Entry)> Entries(int tile)
    {
        for (int path = 0; path < RegisterMap.RouteCount; path++)
        {
            if (_entries[tile, path] is { } entry)
            {
                yield return ((byte)path, entry);
            }
        }
    }

    /// <summary>Follows a packet from its sender to all places that consume it.</summary>
    /// <param name="tile">Sending tile.</param>
    /// <param name="path">Path id.</param>
    /// <param name="txMask">Ports it leaves by.</param>
    /// <returns>Arrivals in the order of the search; a loop ends at its first repetition.</returns>
    public IReadOnlyList<PacketArrival> Deliver(int tile, byte path, byte txMask)
    {
        var arrivals = new List<PacketArrival>();
        var seen = new HashSet<(int Tile, LinkPort Port)>();
        var open = new Queue<(int Tile, byte Mask, int Hops)>([(tile, txMask, 0)]);
        while (open.TryDequeue(out (int Tile, byte Mask, int Hops) at))
        {
            foreach (LinkPort port in LinkTable.InMask(at.Mask))
            {
                if (port == LinkPort.Host)
                {
                    arrivals.Add(new PacketArrival(null, LinkPort.Host, at.Hops));
                    continue;
                }

                LinkPort incoming = LinkTable.Opposite(port);
                if (LinkTable.Neighbour(at.Tile, port) is not { } next || !seen.Add((next, incoming)) || Accepting(next, path, incoming) is not { } entry)
                {
                    continue;
                }

                if (entry.Consume)
                {
                    arrivals.Add(new PacketArrival(next, incoming, at.Hops));
                }

                open.Enqueue((next, entry.ForwardMask, at.Hops + 1));
            }
        }

        return arrivals;
    }

    private RouteEntry? Accepting(int tile, byte path, LinkPort port) =>
        Entry(tile, path) is { } entry && (entry.RxMask >> (int)port & 1) != 0 ? entry : null;
}
