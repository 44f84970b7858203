using System.Diagnostics.CodeAnalysis;
using AnalogCoSim.Chip.Link;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Compiler.Mapping;

/// <summary>A connection from one core to the next of its chain.</summary>
/// <param name="TxMask">Port by which the sender sends.</param>
/// <param name="RxMask">Port by which the receiver gets it.</param>
/// <param name="Hops">Forwarding entries on the way.</param>
internal sealed record Connection(byte TxMask, byte RxMask, IReadOnlyList<HopRoute> Hops);

/// <summary>Finds shortest ways along the link table for the chains of one layer; no link is used by two paths, so streams never meet.</summary>
/// <param name="seed">Which of several shortest ways is taken is drawn with this seed; null takes the first one in the order of the ports.</param>
internal sealed class Router(ulong? seed = null)
{
    /// <summary>Bit of the host port.</summary>
    public const byte HostMask = 1 << (int)LinkPort.Host;

    private const uint Stream = 0x2000;

    private readonly HashSet<(int Tile, int Port)> _used = [];
    private readonly Lot? _lot = seed is { } value ? new Lot(value, Stream) : null;

    /// <summary>Connects two cores.</summary>
    /// <param name="from">Sender.</param>
    /// <param name="to">Receiver.</param>
    /// <param name="path">Path id of the packets.</param>
    /// <returns>Masks and hop routes.</returns>
    /// <exception cref="AcsException">ACS0205 if no way of unused links is left.</exception>
    public Connection Connect(int from, int to, byte path) => TryConnect(from, to, path, out Connection? connection) ? connection : throw new AcsException(
        ErrorCode.NetworkDoesNotFit,
        $"No free links lead from core {from} to core {to}.",
        null,
        "neighbouring cores for neighbouring parts of a chain",
        $"core {from} and core {to}",
        "Leave the placement to the compiler.");

    /// <summary>Connects two cores where links are free.</summary>
    /// <param name="from">Sender.</param>
    /// <param name="to">Receiver.</param>
    /// <param name="path">Path id of the packets.</param>
    /// <param name="connection">Masks and hop routes.</param>
    /// <returns>False if no way of unused links is left.</returns>
    public bool TryConnect(int from, int to, byte path, [NotNullWhen(true)] out Connection? connection)
    {
        connection = null;
        if (Way(from, to) is not { } way)
        {
            return false;
        }

        _used.UnionWith(way);
        var hops = new List<HopRoute>();
        for (int i = 1; i < way.Count; i++)
        {
            hops.Add(new HopRoute(way[i].Tile, path, Entry(way[i - 1].Port), Bit(way[i].Port)));
        }

        connection = new Connection(Bit(way[0].Port), Entry(way[^1].Port), hops);
        return true;
    }

    private static byte Bit(int port) => (byte)(1 << port);

    /// <summary>Bit of the port by which the receiver gets what left by a port.</summary>
    private static byte Entry(int port) => Bit((int)LinkTable.Opposite((LinkPort)port));

    private List<(int Tile, int Port)>? Way(int from, int to)
    {
        var reached = new Dictionary<int, (int Tile, int Port)> { [from] = (-1, -1) };
        var queue = new Queue<int>([from]);
        int[] ports = _lot?.Order(LinkTable.NeighbourPorts) ?? [.. Enumerable.Range(0, LinkTable.NeighbourPorts)];
        while (queue.TryDequeue(out int tile) && tile != to)
        {
            foreach (int port in ports)
            {
                if (LinkTable.Neighbour(tile, (LinkPort)port) is { } next && !_used.Contains((tile, port)) && reached.TryAdd(next, (tile, port)))
                {
                    queue.Enqueue(next);
                }
            }
        }

        if (!reached.ContainsKey(to))
        {
            return null;
        }

        var way = new List<(int Tile, int Port)>();
        for (int tile = to; tile != from; tile = reached[tile].Tile)
        {
            way.Insert(0, reached[tile]);
        }

        return way;
    }
}
