using AnalogCoSim.Chip.Configuration;
using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Chip.Link;
using AnalogCoSim.Testbench.Transactions;

namespace AnalogCoSim.Blocks.Tiles;

/// <summary>The clocks of one transaction of a tile, from rest to rest.</summary>
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

    /// <summary>Clocks from start to the first pair.</summary>
    /// <param name="mvm">The MVM.</param>
    /// <returns>Clocks.</returns>
    public static int FirstPair(Transaction mvm) => 1 + (mvm[TileFields.OnePhase] != 0 ? OnePhaseLatency : FourPhaseLatency);

    /// <summary>Clocks from start to the path id of the packet that a combining tile waits for.</summary>
    /// <param name="mvm">The MVM.</param>
    /// <returns>Clocks.</returns>
    public static int PacketStart(Transaction mvm) => FirstPair(mvm) + PacketLead + mvm.NumberOf(TileFields.Gap);

    /// <summary>Clocks from start to the clock after which the result of column 0 is seen.</summary>
    /// <param name="mvm">The MVM.</param>
    /// <returns>Clocks.</returns>
    public int Drain(Transaction mvm) => state.Registers.Combine ? PacketStart(mvm) + 17 + state.Registers.RxFirst : FirstPair(mvm) + 23;

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

    /// <summary>The clocks.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <returns>From the first one to rest.</returns>
    public IEnumerable<TileFrame> Frames(Transaction transaction) => transaction.NumberOf(TileFields.Kind) switch
    {
        TileFields.Mvm => MvmFrames(transaction),
        TileFields.Load => LoadFrames(transaction),
        TileFields.Packet => PacketFrames(transaction),
        _ => state.Set(transaction).Select((write, k) => new TileFrame { Configuration = write, Begins = k == 0 ? transaction : null }).Append(new TileFrame { AtRest = true }),
    };

    private List<TileFrame> MvmFrames(Transaction mvm)
    {
        var frames = new List<TileFrame>();
        if (state.Registers.Combine)
        {
            // A combining tile gets nowhere without a packet that it consumes.
            ConfigWrite write = state.SetRoute((byte)mvm[TileFields.Path], new RouteEntry((byte)(1 << mvm.NumberOf(TileFields.Port)), 0, Consume: true));
            frames.Add(new TileFrame { Configuration = write });
            frames.Add(new TileFrame());
        }

        int start = frames.Count;
        frames.Add(new TileFrame { Start = mvm[TileFields.OnePhase] == 0, Begins = mvm });
        int first = start + FirstPair(mvm);
        int end = Math.Max(first + Size, start + Drain(mvm) + Size) + Settle;
        frames.AddRange(Enumerable.Range(0, end - frames.Count).Select(_ => new TileFrame()));
        frames.Add(new TileFrame { AtRest = true });
        for (int j = 0; j < Size / 2; j++)
        {
            frames[first + (2 * j)].Pair = (Word(mvm, 2 * j), Word(mvm, (2 * j) + 1));
        }

        if (state.Registers.Combine)
        {
            Place(frames, start + PacketStart(mvm), mvm);
        }

        return frames;
    }

    private static ulong Word(Transaction mvm, int column) =>
        ((ulong)Count(mvm, TileFields.P, TileFields.PStep, column) << 12) | Count(mvm, TileFields.N, TileFields.NStep, column);

    private static void Place(List<TileFrame> frames, int at, Transaction packet)
    {
        byte[] bytes = new LinkPacket((byte)packet[TileFields.Path], Payload(packet)).ToBytes();
        while (frames.Count < at + bytes.Length + Settle)
        {
            frames.Insert(frames.Count - 1, new TileFrame());
        }

        for (int k = 0; k < bytes.Length; k++)
        {
            frames[at + k].Receive[packet.NumberOf(TileFields.Port)] = bytes[k];
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
        frames.Add(new TileFrame { AtRest = true });
        if (!state.Route(packet.NumberOf(TileFields.Path), packet.NumberOf(TileFields.Port)).Consume)
        {
            Place(frames, start, packet);
        }

        return frames;
    }
}
