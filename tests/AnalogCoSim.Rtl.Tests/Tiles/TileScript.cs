using AnalogCoSim.Chip.Configuration;
using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Chip.Link;
using AnalogCoSim.Chip.Tests.Ldpu;

namespace AnalogCoSim.Rtl.Tests.Tiles;

/// <summary>What a tile is given in each clock and what it must show: written from sections 2 and 3 of src/ARCHITECTURE.md, with exact arithmetic and without the models of the Chip room.</summary>
internal sealed class TileScript
{
    private const int Size = 256;

    private readonly List<TileClock> _clocks = [];
    private byte[] _inputs = new byte[Size];
    private bool _mode;

    // First clocks in which the converters and the LDPU are free again.
    private int _converters;
    private int _drain;

    /// <summary>The clocks so far.</summary>
    public IReadOnlyList<TileClock> Clocks => _clocks;

    /// <summary>First clock in which nothing is placed yet.</summary>
    public int End => _clocks.Count;

    /// <summary>Writes registers, one per clock, from the end on.</summary>
    /// <param name="writes">Writes.</param>
    public void Configure(IEnumerable<ConfigWrite> writes)
    {
        foreach (ConfigWrite write in writes)
        {
            At(End).Configuration = write;
        }
    }

    /// <summary>One MVM: inputs, start, counts, results and the packet it sends.</summary>
    /// <param name="start">Clock of start_i; the inputs come in the 8 clocks before it.</param>
    /// <param name="registers">Registers in force.</param>
    /// <param name="fourPhase">Read mode.</param>
    /// <param name="random">Source of inputs and counts.</param>
    /// <param name="packet">Combining tiles: clock of the packet's path id and its payload.</param>
    /// <returns>Clock of the first pair.</returns>
    public int Mvm(int start, LdpuRegisters registers, bool fourPhase, Random random, (int Clock, sbyte[] Payload)? packet = null)
    {
        Load(start - 8, random);
        TileClock begin = At(start);
        (begin.Start, begin.FourPhase, begin.Strobe) = (true, fourPhase, true);
        _mode = fourPhase;
        SetFrom(start, clock => clock.Mode = _mode);

        // Two read modes in a row: the counts of the second MVM wait until those of the first are out, and its results until the LDPU is free.
        int first = Math.Max(start + 1 + (fourPhase ? 208 : 54), _converters);
        _converters = first + Size;
        ushort[] p = Counts(random);

        // Any counts in a third of the columns; in the others a difference that leaves the result within INT8, where every register tells.
        ushort[] n = [.. p.Select(count => random.Next(3) == 0 ? (ushort)random.Next(4096) : (ushort)Math.Clamp(count + random.Next(-900, 900), 0, 4095))];
        for (int j = 0; j < Size / 2; j++)
        {
            At(first + (2 * j)).Pair = (Word(p[2 * j], n[2 * j]), Word(p[(2 * j) + 1], n[(2 * j) + 1]));
        }

        // The combined column c is payload byte c + rx_first, unless that is after rx_last or the end of the packet.
        sbyte[] received = packet is { } one
            ? [.. Enumerable.Range(0, Size).Select(c => c + registers.RxFirst <= registers.RxLast && c + registers.RxFirst < one.Payload.Length ? one.Payload[c + registers.RxFirst] : (sbyte)0)]
            : new sbyte[Size];
        sbyte[] results = ExactLdpu.Drain(registers, p, n, received);

        // Clock in which column 0 is on ldpu_data_o; what is seen after the edge of clock i is the value of clock i + 1.
        int drain = packet is { } came ? came.Clock + 17 + registers.RxFirst : Math.Max(first + 23, _drain);
        _drain = drain + Size + 2;
        Expect(drain, results, registers);
        return first;
    }

    /// <summary>A packet that comes in and what leaves because of it.</summary>
    /// <param name="clock">Clock of its path id.</param>
    /// <param name="port">Port.</param>
    /// <param name="path">Path id.</param>
    /// <param name="payload">Payload.</param>
    /// <param name="forward">Ports it must leave by, one clock later.</param>
    public void Receive(int clock, int port, byte path, sbyte[] payload, int forward)
    {
        byte[] bytes = [path, (byte)(payload.Length - 1), .. payload.Select(value => (byte)value)];
        for (int k = 0; k < bytes.Length; k++)
        {
            At(clock + k).Receive[port] = bytes[k];
            Send(clock + k, forward, bytes[k]);
        }
    }

    /// <summary>Clocks in which nothing happens; in the last of them the tile says that it is quiet.</summary>
    /// <param name="clocks">How many.</param>
    public void Rest(int clocks) => At(End + clocks - 1).Quiet = true;

    /// <summary>A reset and then this script from its beginning.</summary>
    /// <param name="length">Clocks of the reset.</param>
    /// <returns>The clocks of both.</returns>
    public IReadOnlyList<TileClock> AfterReset(int length) => [.. Enumerable.Range(0, length).Select(_ => new TileClock { Reset = true, Inputs = new byte[Size] }), .. _clocks];

    private void Load(int clock, Random random)
    {
        for (int beat = 0; beat < 8; beat++)
        {
            var bytes = new byte[32];
            random.NextBytes(bytes);
            byte[] inputs = [.. _inputs];
            bytes.CopyTo(inputs, 32 * beat);
            _inputs = inputs;
            At(clock + beat).Load = (beat, bytes);
            SetFrom(clock + beat, one => one.Inputs = inputs);
        }
    }

    private void Expect(int drain, sbyte[] results, LdpuRegisters registers)
    {
        for (int c = 0; c < Size; c++)
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
        for (int c = registers.TxFirst; c <= registers.TxLast; c++)
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
            }
        }
    }

    private TileClock At(int clock)
    {
        while (_clocks.Count <= clock)
        {
            _clocks.Add(new TileClock { Inputs = _inputs, Mode = _mode });
        }

        return _clocks[clock];
    }

    private void SetFrom(int clock, Action<TileClock> set) => _clocks.Skip(clock).ToList().ForEach(set);

    private static ushort[] Counts(Random random) => [.. Enumerable.Range(0, Size).Select(_ => (ushort)random.Next(4096))];

    private static uint Word(ushort p, ushort n) => ((uint)p << 12) | n;
}
