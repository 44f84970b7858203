using AnalogCoSim.Chip;
using AnalogCoSim.Chip.Configuration;
using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Chip.Link;
using AnalogCoSim.Chip.Tests.Ldpu;

namespace AnalogCoSim.Rtl.Tests.Tiles;

/// <summary>What a tile is given in each clock and what it must show: written from sections 2 and 3 of src/ARCHITECTURE.md, with exact arithmetic and without the models of the Chip room.</summary>
internal sealed class TileScript
{
    private const int Size = 256;

    /// <summary>Clocks after column 0 is seen on ldpu_data_o, at which the last column of the result is read and its buffer is free.</summary>
    public const int FreedAfterResult = 241;

    private readonly List<TileClock> _clocks = [];
    private readonly List<LdpuRegisters> _mvms = [];
    private readonly List<(BeginsAs Kind, int Length)> _packets = [];
    private byte[] _inputs = new byte[Size];
    private bool _mode;

    // First clocks in which the converters and the LDPU are free again.
    private int _converters;
    private int _drain;
    private int _rest;

    /// <summary>The clocks so far.</summary>
    public IReadOnlyList<TileClock> Clocks => _clocks;

    /// <summary>Registers of every MVM.</summary>
    public IReadOnlyList<LdpuRegisters> Mvms => _mvms;

    /// <summary>Every packet that comes in, and the bytes of its payload.</summary>
    public IReadOnlyList<(BeginsAs Kind, int Length)> Packets => _packets;

    /// <summary>First clock in which nothing is placed yet.</summary>
    public int End => _clocks.Count;

    /// <summary>First clock from which on the tile is at rest, as far as what is placed goes; what is seen after the edge of a clock is the value of the next.</summary>
    public int AtRest => _rest;

    /// <summary>Writes registers, one per clock, from the end on.</summary>
    /// <param name="writes">Writes.</param>
    public void Configure(IEnumerable<ConfigWrite> writes)
    {
        foreach (ConfigWrite write in writes)
        {
            At(End).Configuration = write;

            // A column whose coefficients are the next to be used, in a tile that sleeps.
            if (write.Address < RegisterMap.RouteBase && (write.Address & 0xFF) < 2)
            {
                Rest(2);
            }
        }
    }

    /// <summary>One register write in a clock.</summary>
    /// <param name="clock">Clock; the tile is at rest in it.</param>
    /// <param name="write">Write.</param>
    public void Configure(int clock, ConfigWrite write) => At(clock).Configuration = write;

    /// <summary>One beat of inputs, of random bytes. Beats are placed in the order of their clocks.</summary>
    /// <param name="clock">Clock.</param>
    /// <param name="beat">Beat 0 to 7.</param>
    /// <param name="random">Source.</param>
    public void Load(int clock, int beat, Random random)
    {
        var bytes = new byte[32];
        random.NextBytes(bytes);
        At(clock).Load = (beat, bytes);
        byte[] inputs = [.. _inputs];
        bytes.CopyTo(inputs, 32 * beat);
        _inputs = inputs;
        SetFrom(clock, one => one.Inputs = inputs);
    }

    /// <summary>When the first pair of an MVM comes: two read modes in a row, and the counts of the second MVM wait until those of the first are out.</summary>
    /// <param name="start">Clock of start_i.</param>
    /// <param name="fourPhase">Read mode.</param>
    /// <returns>Clock.</returns>
    public int FirstPair(int start, bool fourPhase) => Math.Max(start + 1 + Latency(fourPhase), _converters);

    /// <summary>Clocks from the strobe to the first pair of an idle macro.</summary>
    /// <param name="fourPhase">Read mode.</param>
    /// <returns>Clocks.</returns>
    public static int Latency(bool fourPhase) => fourPhase ? 208 : 54;

    /// <summary>One MVM: start, counts, results and the packet it sends. MVMs are placed in the order of their starts.</summary>
    /// <param name="start">Clock of start_i.</param>
    /// <param name="registers">Registers in force.</param>
    /// <param name="fourPhase">Read mode.</param>
    /// <param name="counts">Counts of all columns.</param>
    /// <param name="packet">Combining tiles: clock of the packet's path id and its payload.</param>
    /// <param name="columns">Columns whose results are computed: all, unless a reset comes before those of the others.</param>
    /// <returns>Clock in which column 0 is seen on ldpu_data_o.</returns>
    public int Mvm(int start, LdpuRegisters registers, bool fourPhase, (ushort[] P, ushort[] N) counts, (int Clock, sbyte[] Payload)? packet = null, int columns = Size)
    {
        TileClock begin = At(start);
        (begin.Start, begin.FourPhase, begin.Strobe) = (true, fourPhase, true);
        Busy(start, start);
        _mode = fourPhase;
        SetFrom(start, clock => clock.Mode = _mode);
        int first = FirstPair(start, fourPhase);
        _converters = first + Size;
        At(first).IsFirstPair = true;
        At(first + Size - 2).IsLastPair = true;
        var (p, n) = counts;
        for (int j = 0; j < Size / 2; j++)
        {
            At(first + (2 * j)).Pair = (Word(p[2 * j], n[2 * j]), Word(p[(2 * j) + 1], n[(2 * j) + 1]));
        }

        // The combined column c is payload byte c + rx_first, unless that is after rx_last or the end of the packet.
        sbyte[] received = packet is { } one
            ? [.. Enumerable.Range(0, Size).Select(c => c + registers.RxFirst <= registers.RxLast && c + registers.RxFirst < one.Payload.Length ? one.Payload[c + registers.RxFirst] : (sbyte)0)]
            : new sbyte[Size];
        sbyte[] results = ExactLdpu.Drain(registers, p.AsSpan(0, columns), n.AsSpan(0, columns), received);

        // Clock in which column 0 is on ldpu_data_o; what is seen after the edge of clock i is the value of clock i + 1.
        int drain = packet is { } came ? came.Clock + 17 + registers.RxFirst : Math.Max(first + 23, _drain);
        _drain = drain + Size + 2;
        At(drain + FreedAfterResult).IsReadOut = true;
        _mvms.Add(registers);

        // Counts that wait for a packet are at rest; from the packet, or from the counts of a tile that waits for none, to the last result something moves.
        Busy(first, first);
        Busy(packet?.Clock ?? first, drain + Size - 1);
        Expect(drain, results, registers);
        return drain;
    }

    /// <summary>A packet that comes in and what leaves because of it.</summary>
    /// <param name="clock">Clock of its path id.</param>
    /// <param name="port">Port.</param>
    /// <param name="path">Path id.</param>
    /// <param name="payload">Payload.</param>
    /// <param name="forward">Ports it must leave by, one clock later.</param>
    /// <param name="kind">What becomes of it here.</param>
    public void Receive(int clock, int port, byte path, sbyte[] payload, int forward, BeginsAs kind = BeginsAs.Passing)
    {
        At(clock).Begins[port] = kind;
        _packets.Add((kind, payload.Length));
        byte[] bytes = [path, (byte)(payload.Length - 1), .. payload.Select(value => (byte)value)];
        for (int k = 0; k < bytes.Length; k++)
        {
            At(clock + k).Receive[port] = bytes[k];
            Send(clock + k, forward, bytes[k]);
        }

        // Its last byte ends it.
        Busy(clock, clock + bytes.Length - 2);
    }

    /// <summary>Clocks in which nothing new comes.</summary>
    /// <param name="clocks">How many.</param>
    public void Rest(int clocks) => At(End + clocks - 1);

    /// <summary>A reset and then this script from its beginning.</summary>
    /// <param name="length">Clocks of the reset.</param>
    /// <returns>The clocks of both.</returns>
    public IReadOnlyList<TileClock> AfterReset(int length) => [.. Enumerable.Range(0, length).Select(_ => new TileClock { Reset = true, Inputs = new byte[Size] }), .. _clocks];

    private void Busy(int from, int to)
    {
        for (int clock = from; clock <= to; clock++)
        {
            At(clock).Busy = true;
        }

        _rest = Math.Max(_rest, to + 2);
    }

    private void Expect(int drain, sbyte[] results, LdpuRegisters registers)
    {
        for (int c = 0; c < results.Length; c++)
        {
            At(drain + c).Result = ((byte)c, results[c]);
        }

        if (!registers.TxEnable)
        {
            return;
        }

        // On the link one clock after the monitor; path id and length - 1 in the two clocks before the first column sent.
        int link = drain + 1 + registers.TxFirst;
        Send(link - 2, registers.TxMask, registers.TxPath);
        Send(link - 1, registers.TxMask, (byte)(registers.TxLast - registers.TxFirst));
        for (int c = registers.TxFirst; c <= registers.TxLast && c < results.Length; c++)
        {
            Send(drain + 1 + c, registers.TxMask, (byte)results[c]);
        }
    }

    private void Send(int clock, int mask, byte value)
    {
        TileClock one = At(clock);
        for (int port = 0; port < LinkTable.Ports; port++)
        {
            if ((mask >> port & 1) != 0)
            {
                one.Sent[port] = one.Sent[port] is null ? value : throw new InvalidOperationException($"two packets leave by port {port} in clock {clock}");
                Busy(clock, clock);
            }
        }
    }

    /// <summary>Tells whether a packet can come in: its port is free, and so are those it leaves by.</summary>
    /// <param name="clock">Clock of its path id.</param>
    /// <param name="port">Port.</param>
    /// <param name="length">Bytes of its payload.</param>
    /// <param name="forward">Ports it leaves by.</param>
    /// <returns>True if nothing is in the way.</returns>
    public bool IsFree(int clock, int port, int length, int forward) => _clocks.Skip(clock).Take(length + 2).All(one =>
        one.Receive[port] is null && !Enumerable.Range(0, LinkTable.Ports).Any(other => (forward >> other & 1) != 0 && one.Sent[other] is not null));

    private TileClock At(int clock)
    {
        while (_clocks.Count <= clock)
        {
            _clocks.Add(new TileClock { Inputs = _inputs, Mode = _mode });
        }

        return _clocks[clock];
    }

    private void SetFrom(int clock, Action<TileClock> set) => _clocks.Skip(clock).ToList().ForEach(set);

    private static uint Word(ushort p, ushort n) => ((uint)p << 12) | n;
}
