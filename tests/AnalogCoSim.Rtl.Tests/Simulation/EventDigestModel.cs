using System.Buffers.Binary;
using System.Runtime.InteropServices;
using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Rtl.Simulation;
using AnalogCoSim.Verilator.Models;

namespace AnalogCoSim.Rtl.Tests.Simulation;

/// <summary>The event digest as it should be, computed anew: from the starts that the host gave and from what the listener was told.</summary>
/// <param name="inner">Gives the counts.</param>
internal sealed class EventDigestModel(IRtlChipListener inner) : IRtlChipListener
{
    private const int FirstMode = 1;
    private const int Result = 3;
    private const int HostByte = 4;
    private const int Columns = ChipGeometry.CrossbarSize;

    private readonly Dictionary<int, List<(sbyte[] Inputs, bool FourPhase)>> _mvms = [];

    /// <summary>Sum over the LDPU results and the host bytes so far.</summary>
    public StateDigest Digest { get; private set; }

    /// <summary>MVMs of each read mode, LDPU results and packets seen.</summary>
    public (int OnePhase, int FourPhase, int Results, int Packets) Seen { get; private set; }

    public void OnMvm(int tile, uint sequence, bool fourPhase, ReadOnlySpan<sbyte> inputs, Span<ushort> countsP, Span<ushort> countsN)
    {
        inner.OnMvm(tile, sequence, fourPhase, inputs, countsP, countsN);
        (_mvms.TryGetValue(tile, out var all) ? all : _mvms[tile] = []).Add((inputs.ToArray(), fourPhase));
        Seen = Seen with { OnePhase = Seen.OnePhase + (fourPhase ? 0 : 1), FourPhase = Seen.FourPhase + (fourPhase ? 1 : 0) };
    }

    // All 256 columns, one per clock; the last one in the clock that is told.
    public bool OnLdpu(int tile, uint sequence, ulong cycle, ReadOnlySpan<sbyte> outputs)
    {
        for (int column = 0; column < Columns; column++)
        {
            Add(cycle - (ulong)(Columns - 1 - column), tile, Result, [(byte)column, (byte)outputs[column]]);
        }

        Seen = Seen with { Results = Seen.Results + 1 };
        return inner.OnLdpu(tile, sequence, cycle, outputs);
    }

    // Path id, length - 1, payload, a byte per clock; the last one in the clock that is told.
    public void OnHostPacket(int tile, int path, ReadOnlySpan<sbyte> data, ulong cycle)
    {
        byte[] bytes = [(byte)path, (byte)(data.Length - 1), .. MemoryMarshal.AsBytes(data)];
        for (int at = 0; at < bytes.Length; at++)
        {
            Add(cycle - (ulong)(bytes.Length - 1 - at), tile, HostByte, bytes.AsSpan(at, 1));
        }

        Seen = Seen with { Packets = Seen.Packets + 1 };
        inner.OnHostPacket(tile, path, data, cycle);
    }

    /// <summary>Adds the MVMs: mvm_start_o is on in the clock after start_i.</summary>
    /// <param name="commands">All commands of the host.</param>
    public void AddStarts(IEnumerable<ChipCommand> commands)
    {
        var at = new Dictionary<int, int>();
        foreach (ChipCommand start in commands.Where(command => command.Kind == ChipCommandKind.Start))
        {
            int sequence = at[start.Tile] = at.GetValueOrDefault(start.Tile, -1) + 1;
            (sbyte[] inputs, bool fourPhase) = _mvms[start.Tile][sequence];
            Assert.That(fourPhase, Is.EqualTo(start.Argument != 0), $"read mode of MVM {sequence} of tile {start.Tile}");
            Add(start.Cycle + 1, start.Tile, FirstMode + start.Argument, MemoryMarshal.AsBytes(inputs.AsSpan()));
        }
    }

    /// <summary>Hash of bytes under three coordinates, as <c>acs::hash</c> has it.</summary>
    public static StateDigest Hash(ulong a, ulong b, ulong c, ReadOnlySpan<byte> data)
    {
        ulong low = Mix(a + 0x9e3779b97f4a7c15) ^ Mix(b + 0xc2b2ae3d27d4eb4f);
        ulong high = Mix(c + 0x165667b19e3779f9) + low;
        Span<byte> word = stackalloc byte[8];
        for (int at = 0; at < data.Length; at += 8)
        {
            word.Clear();
            data[at..Math.Min(at + 8, data.Length)].CopyTo(word);
            ulong value = BinaryPrimitives.ReadUInt64LittleEndian(word);
            low = (low ^ value) * 0x9fb21c651e98df25;
            low ^= low >> 29;
            high = (high + value) * 0xd6e8feb86659fd93;
            high ^= high >> 31;
        }

        return new StateDigest(Mix(low + (ulong)data.Length), Mix(high ^ low));
    }

    /// <summary>Digests are added up.</summary>
    public static StateDigest Sum(StateDigest a, StateDigest b) => new(a.Low + b.Low, a.High + b.High);

    private static ulong Mix(ulong value)
    {
        value ^= value >> 32;
        value *= 0xd6e8feb86659fd93;
        value ^= value >> 32;
        value *= 0xd6e8feb86659fd93;
        return value ^ (value >> 32);
    }

    private void Add(ulong cycle, int tile, int kind, ReadOnlySpan<byte> data) => Digest = Sum(Digest, Hash(cycle, (ulong)tile, (ulong)kind, data));
}
