using AnalogCoSim.Chip.Configuration;
using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Chip.Link;
using AnalogCoSim.Rtl.Simulation;

namespace AnalogCoSim.Rtl.Tests.Simulation;

/// <summary>Random registers, chains, inputs and counts for a chip; listens and predicts with the LDPU model.</summary>
internal sealed class RandomWorkload : IRtlChipListener
{
    private const int Size = 256;

    private readonly Random _random;
    private readonly int[][] _chains;
    private readonly LdpuRegisters[] _registers = new LdpuRegisters[64];
    private readonly Dictionary<(int Tile, uint Sequence), (ushort[] P, ushort[] N)> _counts = [];
    private readonly Dictionary<(int Tile, uint Sequence), sbyte[]> _results = [];

    public RandomWorkload(int seed, params int[][] chains)
    {
        _random = new Random(seed);
        _chains = chains;
        foreach (int[] chain in chains)
        {
            for (int place = 0; place < chain.Length; place++)
            {
                _registers[chain[place]] = Registers(chain, place);
            }
        }
    }

    public List<(int Tile, ulong Cycle, sbyte[] Data)> Packets { get; } = [];

    public int Results => _results.Count;

    /// <summary>Largest ratio of corner values among the counts.</summary>
    public bool ExtremeCounts { get; init; }

    public IEnumerable<ConfigWrite> Writes()
    {
        foreach (int[] chain in _chains)
        {
            for (int place = 0; place < chain.Length; place++)
            {
                LdpuRegisters registers = _registers[chain[place]];
                foreach (ConfigWrite write in ChipConfiguration.OfTile(chain[place], registers))
                {
                    yield return write;
                }

                if (place > 0)
                {
                    yield return ChipConfiguration.Route(chain[place], registers.RxPath, new RouteEntry(registers.RxMask, 0, true));
                }
            }
        }
    }

    public (ChipCommand[] Commands, sbyte[] Data) Stimulus(ulong start, int positions)
    {
        int[] tiles = [.. _chains.SelectMany(chain => chain)];
        var data = new sbyte[positions * tiles.Length * Size];
        _random.NextBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(data.AsSpan()));
        var commands = new List<ChipCommand>();
        for (int position = 0; position < positions; position++)
        {
            for (int k = 0; k < tiles.Length; k++)
            {
                ulong cycle = start + ((ulong)position * 258);
                commands.Add(ChipCommand.Load(cycle, tiles[k], ((position * tiles.Length) + k) * Size));
                commands.Add(ChipCommand.Start(cycle + 8, tiles[k], fourPhase: true));
            }
        }

        return ([.. commands.OrderBy(command => command.Cycle)], data);
    }

    public void OnMvm(int tile, uint sequence, bool fourPhase, ReadOnlySpan<sbyte> inputs, Span<ushort> countsP, Span<ushort> countsN)
    {
        // A function of tile, sequence and inputs alone: every engine sees the same.
        uint state = ((uint)tile * 7919) + (sequence * 104729) + (byte)inputs[0] + 1;
        for (int c = 0; c < Size; c++)
        {
            state = (state * 1664525) + 1013904223;
            countsP[c] = ExtremeCounts && (state >> 28) == 0 ? (ushort)4095 : (ushort)(state >> 20);
            state = (state * 1664525) + 1013904223;
            countsN[c] = ExtremeCounts && (state >> 28) == 0 ? (ushort)0 : (ushort)(state >> 20);
        }

        _counts[(tile, sequence)] = (countsP.ToArray(), countsN.ToArray());
    }

    public bool OnLdpu(int tile, uint sequence, ulong cycle, ReadOnlySpan<sbyte> outputs)
    {
        _results[(tile, sequence)] = outputs.ToArray();
        return true;
    }

    public void OnHostPacket(int tile, int path, ReadOnlySpan<sbyte> data, ulong cycle) => Packets.Add((tile, cycle, data.ToArray()));

    /// <summary>Compares every LDPU result with the model, chains included.</summary>
    public void CheckResults()
    {
        foreach (int[] chain in _chains)
        {
            for (uint sequence = 0; _results.ContainsKey((chain[0], sequence)); sequence++)
            {
                sbyte[] received = new sbyte[Size];
                foreach (int tile in chain)
                {
                    var (p, n) = _counts[(tile, sequence)];
                    var expected = new sbyte[Size];
                    LdpuModel.Drain(_registers[tile], p, n, received, expected);
                    Assert.That(_results[(tile, sequence)], Is.EqualTo(expected), $"tile {tile}, MVM {sequence}");
                    received = expected;
                }
            }
        }
    }

    private LdpuRegisters Registers(int[] chain, int place)
    {
        bool tail = place == chain.Length - 1;
        LinkPort? rx = place > 0 ? LinkTable.Opposite(LinkTable.PortTo(chain[place - 1], chain[place])!.Value) : null;
        LinkPort tx = tail ? LinkPort.Host : LinkTable.PortTo(chain[place], chain[place + 1])!.Value;
        return new LdpuRegisters
        {
            ScaleP = Halves(0.8, 1.2),
            ScaleN = Halves(0.8, 1.2),
            Offset = Halves(-20, 20),
            AffineScale = Halves(-0.06, 0.06),
            AffineOffset = Halves(-10, 10),
            RxScale = BitConverter.HalfToUInt16Bits((Half)0.5),
            Relu1 = _random.Next(4) == 0,
            Relu2 = _random.Next(2) == 0,
            Combine = place > 0,
            TxEnable = true,
            TxMask = (byte)(1 << (int)tx),
            TxPath = (byte)(chain[place] + 1),
            TxFirst = 0,
            TxLast = 255,
            RxPath = place > 0 ? (byte)(chain[place - 1] + 1) : (byte)0,
            RxMask = rx is { } port ? (byte)(1 << (int)port) : (byte)0,
            RxFirst = 0,
            RxLast = 255,
        };
    }

    private ushort[] Halves(double low, double high) =>
        [.. Enumerable.Range(0, Size).Select(_ => BitConverter.HalfToUInt16Bits((Half)(low + ((high - low) * _random.NextDouble()))))];
}
