using AnalogCoSim.Chip;
using AnalogCoSim.Chip.Configuration;
using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Chip.Link;
using AnalogCoSim.Testbench.Transactions;

namespace AnalogCoSim.Blocks.Tiles;

/// <summary>The clocks of one transaction of a tile, or of MVMs that overlap, from rest to rest.</summary>
/// <param name="state">Registers.</param>
internal sealed class TilePlan(TileState state)
{
    private const int Size = ChipGeometry.CrossbarSize;

    // Clocks from the strobe to the first pair of an idle macro.
    private const int OnePhaseLatency = 54;
    private const int FourPhaseLatency = 208;

    // The packet of a combining tile comes after the first pair.
    private const int PacketLead = 4;

    // From the last result until nothing is under way: own bytes leave a clock later.
    private const int Settle = 6;

    // From the first pair to the result of column 0 in a tile that does not combine.
    private const int HeadLatency = 23;

    // From the result of column 0 to the reading of column 255, which is as many clocks after column 0 as columns are, and the pipeline's fewer.
    private const int FromResultToFree = Size + 1 + RegisterMap.HeadDelay - HeadLatency;

    /// <summary>Clocks from start to the first pair.</summary>
    /// <param name="mvm">The MVM.</param>
    /// <returns>Clocks.</returns>
    public static int FirstPair(Transaction mvm) => 1 + (mvm[TileFields.OnePhase] != 0 ? OnePhaseLatency : FourPhaseLatency) + mvm.NumberOf(TileFields.Latency);

    /// <summary>Clocks from start to the path id of the packet that a combining tile waits for.</summary>
    /// <param name="mvm">The MVM.</param>
    /// <returns>Clocks.</returns>
    public static int PacketStart(Transaction mvm) => FirstPair(mvm) + PacketLead + mvm.NumberOf(TileFields.Gap);

    /// <summary>Clocks from start to the clock after which the result of column 0 is seen, if the LDPU is free.</summary>
    /// <param name="mvm">The MVM.</param>
    /// <returns>Clocks.</returns>
    public int Drain(Transaction mvm) => state.Registers.Combine ? PacketStart(mvm) + 17 + state.Registers.RxFirst : FirstPair(mvm) + HeadLatency;

    /// <summary>Payload of a packet.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <returns>Its bytes.</returns>
    public static sbyte[] Payload(Transaction transaction) =>
        [.. Enumerable.Range(0, transaction.NumberOf(TileFields.More) + 1).Select(k => (sbyte)(transaction.NumberOf(TileFields.Data) + (k * transaction.NumberOf(TileFields.Step))))];

    /// <summary>A count of an MVM.</summary>
    /// <param name="mvm">The MVM.</param>
    /// <param name="first">Field of the count of column 0.</param>
    /// <param name="step">Field of what is added.</param>
    /// <param name="column">The column.</param>
    /// <returns>12 bits.</returns>
    public static ushort Count(Transaction mvm, Field first, Field step, int column) => (ushort)((mvm.NumberOf(first) + (column * mvm.NumberOf(step))) & 0xFFF);

    /// <summary>Whether a transaction begins before the one before it has ended.</summary>
    /// <param name="former">The one before.</param>
    /// <param name="next">The transaction.</param>
    /// <returns>True for an MVM after an MVM, if it says so.</returns>
    public static bool Overlaps(Transaction former, Transaction next) =>
        former.NumberOf(TileFields.Kind) == TileFields.Mvm && next.NumberOf(TileFields.Kind) == TileFields.Mvm && next[TileFields.Overlap] != 0;

    /// <summary>The clocks.</summary>
    /// <param name="together">A transaction, and those that overlap.</param>
    /// <returns>From the first clock to rest.</returns>
    public IEnumerable<TileFrame> Frames(IReadOnlyList<Transaction> together)
    {
        Transaction transaction = together[0];
        return transaction.NumberOf(TileFields.Kind) switch
        {
            TileFields.Mvm => MvmFrames(together),
            TileFields.Load => LoadFrames(transaction),
            TileFields.Packet => PacketFrames(transaction),
            _ => state.Set(transaction).Select((write, k) => new TileFrame { Configuration = write, Begins = k == 0 ? transaction : null }).Append(new TileFrame { AtRest = true }),
        };
    }

    private List<TileFrame> MvmFrames(IReadOnlyList<Transaction> mvms)
    {
        Transaction leader = mvms[0];
        var frames = new List<TileFrame>();
        if (state.Registers.Combine)
        {
            // A combining tile gets nowhere without a packet that it consumes.
            ConfigWrite write = state.SetRoute((byte)leader[TileFields.Path], new RouteEntry((byte)(1 << leader.NumberOf(TileFields.Port)), 0, Consume: true));
            frames.Add(new TileFrame { Configuration = write });
            frames.Add(new TileFrame());
        }

        int start = frames.Count;
        var drains = new List<int>();
        for (int k = 0; k < mvms.Count; k++)
        {
            Transaction mvm = mvms[k];
            start = k == 0 ? start : start + Distance(mvms[k - 1], mvm, start, drains) + mvm.NumberOf(TileFields.Gap);
            drains.Add(Math.Max(start + Drain(mvm), k == 0 ? 0 : drains[^1] + RegisterMap.PacketInterval));
            Lay(frames, start, mvm, drains[^1] + Size + Settle);
            if (state.Registers.Combine)
            {
                Place(frames, start + PacketStart(mvm), mvm, leader);
            }
        }

        frames.Add(new TileFrame { AtRest = true });
        return frames;
    }

    // Clocks from the start of the last MVM to the first clock in which the architecture lets the next one start (section 3 of src/ARCHITECTURE.md).
    private int Distance(Transaction last, Transaction next, int start, List<int> drains)
    {
        int pair = start + FirstPair(last);
        int earliest = Math.Max(pair, pair + Size - FirstPair(next));
        if (state.Registers.Combine)
        {
            // The packet has to find the LDPU free; without one a result waits for it.
            earliest = Math.Max(earliest, drains[^1] + RegisterMap.PacketInterval - Drain(next));
        }

        // There are two buffers: the result before the last one has been read when the first pair comes.
        return (drains.Count < 2 ? earliest : Math.Max(earliest, drains[^2] + FromResultToFree - FirstPair(next))) - start;
    }

    private static void Lay(List<TileFrame> frames, int start, Transaction mvm, int length)
    {
        int first = start + FirstPair(mvm);
        Lengthen(frames, Math.Max(length, first + Size + Settle));
        (frames[start].Start, frames[start].Begins) = (mvm[TileFields.OnePhase] == 0, mvm);
        for (int j = 0; j < Size / 2; j++)
        {
            frames[first + (2 * j)].Pair = (Word(mvm, 2 * j), Word(mvm, (2 * j) + 1));
        }
    }

    private static void Lengthen(List<TileFrame> frames, int length)
    {
        while (frames.Count < length)
        {
            frames.Add(new TileFrame());
        }
    }

    private static ulong Word(Transaction mvm, int column) =>
        ((ulong)Count(mvm, TileFields.P, TileFields.PStep, column) << 12) | Count(mvm, TileFields.N, TileFields.NStep, column);

    // A packet that comes on the route of another transaction, or of its own.
    private static void Place(List<TileFrame> frames, int at, Transaction packet, Transaction route)
    {
        byte[] bytes = new LinkPacket((byte)route[TileFields.Path], Payload(packet)).ToBytes();
        Lengthen(frames, at + bytes.Length + Settle);
        for (int k = 0; k < bytes.Length; k++)
        {
            frames[at + k].Receive[route.NumberOf(TileFields.Port)] = bytes[k];
        }
    }

    private TileFrame[] LoadFrames(Transaction load)
    {
        byte[] bytes = [.. Enumerable.Range(0, 32).Select(k => (byte)(load.NumberOf(TileFields.Data) + (k * load.NumberOf(TileFields.Step))))];
        bytes.CopyTo(state.Inputs, 32 * load.NumberOf(TileFields.Beat));
        return [new TileFrame { Begins = load, Load = (load.NumberOf(TileFields.Beat), bytes) }, new TileFrame { AtRest = true }];
    }

    // What would be consumed belongs to an MVM and is left out.
    private List<TileFrame> PacketFrames(Transaction packet)
    {
        var frames = new List<TileFrame>();
        frames.AddRange(Enumerable.Range(0, packet.NumberOf(TileFields.Gap)).Select(_ => new TileFrame()));
        int start = frames.Count;
        frames.Add(new TileFrame { Begins = packet });
        if (!state.Route(packet.NumberOf(TileFields.Path), packet.NumberOf(TileFields.Port)).Consume)
        {
            Place(frames, start, packet, packet);
        }

        frames.Add(new TileFrame { AtRest = true });
        return frames;
    }
}
