using AnalogCoSim.Chip;
using AnalogCoSim.Chip.Configuration;
using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Chip.Link;

namespace AnalogCoSim.Rtl.Tests.Tiles;

/// <summary>Random traffic of a tile within its rules, in which everything that may come at a tile slides against everything else.</summary>
/// <remarks>Starts, inputs, consumed packets and packets in transit slide against the stream of counts and against each other, register writes against what may come with them. Between register
/// writes and MVMs come writes to addresses at which nothing is. More than 256 MVMs, without a reset.</remarks>
internal sealed class TileTraffic
{
    private const int Rounds = 88;
    private const int Mvms = 3;
    private const int Interval = 258;
    private const int Size = 256;

    // From a consumed path id to the clock in which the last column is read, but for the bytes that are dropped first.
    private const int ReadOut = 17 + TileScript.FreedAfterResult;

    private static readonly int[] LastWrites = [RegisterMap.ColumnAffineBase, RegisterMap.RouteBase, RegisterMap.Ctrl];

    private readonly Random _random;
    private readonly Dictionary<byte, RouteEntry> _routes = [];
    private LdpuRegisters _registers;
    private byte _consumed;
    private int _write;
    private int _load = -1;
    private int _starts;
    private int _packets;
    private int _firstPairs;
    private int _lastPairs;

    /// <summary>Makes the traffic.</summary>
    /// <param name="seed">Seed of all of it.</param>
    public TileTraffic(int seed)
    {
        (_random, _starts, _packets) = (new Random(seed), seed * Rounds, 2 * seed * Rounds / 3);
        _registers = TrafficRegisters.First(_random);
        Script.Configure(ChipConfiguration.OfTile(0, _registers));
        _write = Script.End - 1;
        for (int round = 0; round < Rounds; round++)
        {
            Configure(round);
            int start = Math.Max(_write + (_random.Next(2) * _random.Next(4)), _load);
            Run(start);
            Transit(start, Script.End);
        }

        Script.Rest(6);
    }

    /// <summary>What was made.</summary>
    public TileScript Script { get; } = new();

    // Writes as close as the tile allows, in any order. In the clock of a write, or soon after it, packets begin or inputs come.
    private void Configure(int round)
    {
        LdpuRegisters next = TrafficRegisters.Next(_registers, round, _random);
        _consumed = (byte)_random.Next(256);
        IEnumerable<(byte Path, RouteEntry Entry)> routes = Enumerable.Range(0, 5)
            .Select(_ => ((byte)_random.Next(256), new RouteEntry(_random.Next(8) == 0 ? (byte)0 : Ports(), _random.Next(2) == 0 ? Port() : (byte)_random.Next(128), false)))
            .Prepend((_consumed, new RouteEntry(Ports(), (byte)(_random.Next(128) & ~next.TxMask), next.Combine)));
        (ConfigWrite Write, (byte Path, RouteEntry)? Route)[] writes =
        [
            .. TrafficRegisters.Writes(_registers, next).Select(write => (write, default((byte Path, RouteEntry)?))),
            .. routes.DistinctBy(route => route.Path).Select(route => (ChipConfiguration.Route(0, route.Path, route.Entry), ((byte Path, RouteEntry)?)route)),
        ];
        _random.Shuffle(writes);

        // The last one, in whose clock an MVM may start, is of a column, a route and a control register in turn; or of nothing.
        int last = Array.FindIndex(writes, one => one.Write.Address >> 8 == LastWrites[round % LastWrites.Length] >> 8);
        (writes[last], writes[^1]) = (writes[^1], writes[last]);
        var empty = EmptyAddresses.Near(writes.Select(one => one.Write.Address).Where(address => address < RegisterMap.Ctrl), 1, _random).Select(write => (write, default((byte Path, RouteEntry)?)));
        writes = round % 4 == 1 ? [.. writes, .. empty] : [.. writes[..^1], .. empty, writes[^1]];
        foreach (var (write, route) in writes)
        {
            _write = Math.Max(Script.AtRest, _write + 1) + (_random.Next(4) == 0 ? 1 : 0);
            Script.Configure(_write, write);
            With(_write, route);
        }

        _registers = next;
    }

    // What comes in the clock of a write finds the route from before it.
    private void With(int clock, (byte Path, RouteEntry Entry)? route)
    {
        int kind = _random.Next(route is null ? 6 : 8);
        if (kind == 0)
        {
            Begin(clock, followed: false);
        }
        else if (kind == 6)
        {
            Of(route!.Value, clock);
        }

        if (route is { } written)
        {
            _routes[written.Path] = written.Entry;
        }

        switch (kind)
        {
            case 1:
                Begin(clock + _random.Next(1, 4));
                break;
            case 2:
                Load(clock + _random.Next(3));
                break;
            case 3:
                Strangers(clock + _random.Next(2), route?.Path ?? (byte)_random.Next(256));
                break;
            case 7:
                Of(route!.Value, clock + 1 + _random.Next(2));
                break;
            default:
                break;
        }
    }

    // A packet of the route that is written, by a port that it names if there is one.
    private void Of((byte Path, RouteEntry Entry) route, int clock)
    {
        int port = Enumerable.Range(0, LinkTable.Ports).FirstOrDefault(port => (route.Entry.RxMask >> port & 1) != 0);
        Receive(clock, port, route.Path, _random.Next(1, 4));
    }

    // Packets of one path id that has no route, one bit away from one that has, on all ports at once.
    private void Strangers(int clock, byte near)
    {
        byte path = (byte)(near ^ (1 << _random.Next(8)));
        for (int port = 0; port < LinkTable.Ports && !_routes.ContainsKey(path); port++)
        {
            Receive(clock, port, path, 1 + _random.Next(2));
        }
    }

    private void Run(int start)
    {
        var drains = new List<int>();
        bool[] modes = [.. Enumerable.Range(0, Mvms + 1).Select(_ => _random.Next(2) == 0)];
        int packet = 0;
        int from = start;
        for (int k = 0; k < Mvms; k++)
        {
            start = Start(k, start);
            Loads(from, start);
            from = Script.FirstPair(start, modes[k]);

            // Of a packet that makes the last column be read with the first pair of the next result, that one is late; the third one must wait where packets are waited for.
            int kind = _random.Next(8);
            bool slides = k == 0 || (k < Mvms - 1 && !_registers.Combine);
            int next = kind == 4 && _registers.Combine ? from + Interval + _registers.RxFirst + _random.Next(30) - TileScript.Latency(modes[k + 1])
                : from + (_random.Next(4) == 0 ? _random.Next(3) : slides ? Slide(ref _starts) : _random.Next(Interval));
            sbyte[]? payload = null;
            if (_registers.Combine)
            {
                int pairs = Math.Max(Start(k + 1, next) + 1 + TileScript.Latency(modes[k + 1]), from + Size);
                packet = Math.Max(packet + Interval, Packet(kind, from, next, pairs, k < Mvms - 1));
                payload = Bytes(Length());
                Consume(packet, payload);
            }

            drains.Add(Script.Mvm(start, _registers, modes[k], TrafficRegisters.Counts(_registers, _random), payload is null ? null : (packet, payload)));
            start = next;
        }

        Loads(from, Script.End - _random.Next(40));

        // A third result may come in the clock in which the first is out.
        int Start(int k, int wanted) => k < 2 ? wanted : Math.Max(wanted, drains[k - 2] + TileScript.FreedAfterResult - 1 - TileScript.Latency(modes[k]));
    }

    // With the first pair or just after it; around the next start, most of all with it or a clock before it; so that the last column is read around the last or the first pair of the next
    // result, which begins at `pairs`; anywhere.
    private int Packet(int kind, int first, int next, int pairs, bool slides) => kind switch
    {
        0 or 1 => first + (_random.Next(2) * _random.Next(3)),
        2 => Math.Max(first, next - _random.Next(2) + (_random.Next(3) == 0 ? _random.Next(-1, 3) : 0)),
        3 => Math.Max(first, pairs + Size - 2 - ReadOut - _registers.RxFirst + (_lastPairs++ % 7) - 3),
        4 => Math.Max(first, pairs - ReadOut - _registers.RxFirst + (_firstPairs++ % 7) - 3),
        _ => first + (slides ? Slide(ref _packets) : _random.Next(Interval)),
    };

    // All bytes, most often; as many as are dropped or combined, or one less or more; any.
    private int Length() => _random.Next(6) switch
    {
        0 => _random.Next(1, Size + 1),
        1 => Math.Clamp((_random.Next(2) == 0 ? _registers.RxFirst : _registers.RxLast) + _random.Next(3), 1, Size),
        _ => Size,
    };

    // Offsets in turn, in steps that reach all of them.
    private static int Slide(ref int count) => 101 * count++ % Interval;

    private void Consume(int clock, sbyte[] payload)
    {
        RouteEntry route = _routes[_consumed];
        int[] ports = [.. Enumerable.Range(0, LinkTable.Ports).Where(port => (route.RxMask >> port & 1) != 0)];
        Script.Receive(clock, ports[_random.Next(ports.Length)], _consumed, payload, route.ForwardMask, BeginsAs.Consumed);
    }

    private void Loads(int from, int to)
    {
        for (int clock = from; clock <= to; clock++)
        {
            if (_random.Next(4) == 0)
            {
                Load(clock);
            }
        }
    }

    private void Load(int clock)
    {
        if (clock > _load)
        {
            Script.Load(clock, _random.Next(8), _random);
            _load = clock;
        }
    }

    // Packets that this tile passes on or ignores, wherever there is room for them.
    private void Transit(int from, int to)
    {
        for (int k = 0; k < (to - from) / 12; k++)
        {
            int clock = from + _random.Next(to - from);
            Begin(clock, longest: Math.Min(Size, to - clock));
        }
    }

    // One packet, or one on each of several ports in the same clock; often another follows without a gap. A few are long, if they may be, and some are of one
    // path.
    private void Begin(int clock, bool followed = true, int longest = 0)
    {
        int[] ports = [.. Enumerable.Range(0, LinkTable.Ports)];
        _random.Shuffle(ports);
        byte? common = _random.Next(4) == 0 ? Path(ports[0]) : null;
        foreach (int port in ports.Take(_random.Next(3) == 0 ? _random.Next(2, 8) : 1))
        {
            int length = longest > 40 && _random.Next(64) == 0 ? (_random.Next(2) == 0 ? longest : _random.Next(40, longest)) : _random.Next(8) == 0 ? _random.Next(1, 40) : _random.Next(1, 5);
            if (Receive(clock, port, common ?? Path(port), length) && followed && _random.Next(3) == 0)
            {
                Receive(clock + length + 2, port, Path(port), _random.Next(1, 5));
            }
        }
    }

    private byte Path(int port)
    {
        byte[] known = [.. _routes.Where(route => (route.Value.RxMask >> port & 1) != 0).Select(route => route.Key)];
        return known.Length == 0 || _random.Next(3) == 0 ? (byte)_random.Next(256) : known[_random.Next(known.Length)];
    }

    private bool Receive(int clock, int port, byte path, int length)
    {
        RouteEntry route = _routes.TryGetValue(path, out RouteEntry entry) && (entry.RxMask >> port & 1) != 0 ? entry : default;
        bool fits = !route.Consume && Script.IsFree(clock, port, length, route.ForwardMask);
        if (fits)
        {
            Script.Receive(clock, port, path, Bytes(length), route.ForwardMask);
        }

        return fits;
    }

    private byte Port() => (byte)(1 << _random.Next(LinkTable.Ports));

    private byte Ports() => (byte)(Port() | _random.Next(128));

    private sbyte[] Bytes(int length) => [.. Enumerable.Range(0, length).Select(_ => (sbyte)_random.Next(-128, 128))];
}
