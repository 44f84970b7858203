using AnalogCoSim.Chip.Link;

namespace AnalogCoSim.Rtl.Tests.Link;

/// <summary>Packets for one tile's link controller and what must come out of it.</summary>
/// <param name="routes">Route tables; <see cref="Tile"/> is the one under test.</param>
/// <param name="clocks">Clocks of traffic.</param>
internal sealed class LinkTraffic(RouteTable routes, int clocks)
{
    /// <summary>The tile whose routes are used.</summary>
    public const int Tile = 27;

    /// <summary>Port number of the tile's own packets.</summary>
    public const int Own = LinkTable.Ports;

    private readonly byte?[,] _rx = new byte?[clocks, LinkTable.Ports + 1];
    private readonly byte[] _ownMask = new byte[clocks];
    private readonly byte?[,] _tx = new byte?[clocks, LinkTable.Ports];
    private readonly bool[] _start = new bool[clocks];
    private readonly (int Index, byte Value)?[] _consumed = new (int, byte)?[clocks];
    private readonly bool[] _consuming = new bool[clocks];
    private readonly List<(int Clock, LinkPacket Packet)> _packets = [];

    /// <summary>Clocks of traffic.</summary>
    public int Clocks => clocks;

    /// <summary>Routes in force.</summary>
    public RouteTable Routes => routes;

    /// <summary>The consumed packets in the order they come.</summary>
    /// <returns>Packets.</returns>
    public List<LinkPacket> InOrder() => [.. _packets.OrderBy(one => one.Clock).Select(one => one.Packet)];

    /// <summary>Packets placed.</summary>
    public int Packets { get; private set; }

    /// <summary>The byte that comes in.</summary>
    /// <param name="clock">Clock.</param>
    /// <param name="port">Port, or <see cref="Own"/>.</param>
    /// <returns>Byte or null.</returns>
    public byte? Rx(int clock, int port) => _rx[clock, port];

    /// <summary>Where the tile's own byte goes.</summary>
    /// <param name="clock">Clock.</param>
    /// <returns>Port mask.</returns>
    public byte OwnMask(int clock) => _ownMask[clock];

    /// <summary>The byte expected on a link after a clock.</summary>
    /// <param name="clock">Clock.</param>
    /// <param name="port">Port.</param>
    /// <returns>Byte or null.</returns>
    public byte? Tx(int clock, int port) => _tx[clock, port];

    /// <summary>Whether a consumed packet begins.</summary>
    /// <param name="clock">Clock.</param>
    /// <returns>True with its path id.</returns>
    public bool Start(int clock) => _start[clock];

    /// <summary>The payload byte consumed in a clock.</summary>
    /// <param name="clock">Clock.</param>
    /// <returns>Payload index and value, or null.</returns>
    public (int Index, byte Value)? Payload(int clock) => _consumed[clock];

    /// <summary>Lets a packet come in by a port.</summary>
    /// <param name="clock">Clock of its path id.</param>
    /// <param name="port">Port.</param>
    /// <param name="packet">Packet.</param>
    /// <returns>False if it does not fit: the schedule of the chip is free of collisions.</returns>
    public bool Receive(int clock, LinkPort port, LinkPacket packet)
    {
        RouteEntry entry = routes.Entry(Tile, packet.Path) is { } found && (found.RxMask >> (int)port & 1) != 0 ? found : default;
        byte[] bytes = packet.ToBytes();
        if (!Fits(clock, (int)port, bytes.Length, entry.ForwardMask, entry.Consume))
        {
            return false;
        }

        Place(clock, (int)port, bytes, entry.ForwardMask);
        if (entry.Consume)
        {
            _start[clock] = true;
            Array.Fill(_consuming, true, clock, bytes.Length);
            for (int k = LinkPacket.PreambleBytes; k < bytes.Length; k++)
            {
                _consumed[clock + k] = (k - LinkPacket.PreambleBytes, bytes[k]);
            }

            _packets.Add((clock, packet));
        }

        return true;
    }

    /// <summary>Lets the tile itself send a packet.</summary>
    /// <param name="clock">Clock of its path id.</param>
    /// <param name="mask">Ports it leaves by.</param>
    /// <param name="packet">Packet.</param>
    /// <returns>False if it does not fit.</returns>
    public bool Send(int clock, byte mask, LinkPacket packet)
    {
        byte[] bytes = packet.ToBytes();
        if (!Fits(clock, Own, bytes.Length, mask, consume: false))
        {
            return false;
        }

        Place(clock, Own, bytes, mask);
        Array.Fill(_ownMask, mask, clock, bytes.Length);
        return true;
    }

    private bool Fits(int clock, int port, int length, byte mask, bool consume) =>
        clock + length <= clocks && Enumerable.Range(clock, length).All(at =>
            _rx[at, port] is null && !(consume && _consuming[at]) && LinkTable.InMask(mask).All(target => _tx[at, (int)target] is null));

    private void Place(int clock, int port, byte[] bytes, byte mask)
    {
        Packets++;
        for (int k = 0; k < bytes.Length; k++)
        {
            _rx[clock + k, port] = bytes[k];
            foreach (LinkPort target in LinkTable.InMask(mask))
            {
                _tx[clock + k, (int)target] = bytes[k];
            }
        }
    }
}
