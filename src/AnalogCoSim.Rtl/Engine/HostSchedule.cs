using AnalogCoSim.Chip;
using AnalogCoSim.Chip.Configuration;
using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Rtl.Simulation;

namespace AnalogCoSim.Rtl.Engine;

/// <summary>When the host loads, starts and injects during a layer.</summary>
/// <remarks>
/// Our choice: one position every 258 clocks, the packet interval, in both read modes, unless more clocks are asked for. In 4-phase mode the 8 load clocks fit between the first ADC pair of a
/// position (217 clocks after its load began) and the next start.
/// </remarks>
internal static class HostSchedule
{
    private const int LoadClocks = ChipGeometry.CrossbarSize / RegisterMap.RowsPerLoadBeat;

    // From the first pair to the residual's preamble: the head accepts a packet once its first pair has come.
    private const int InjectMargin = 2;

    // Two packet intervals: what the sums below leave out, and some.
    private const int Slack = 2 * RegisterMap.PacketInterval;

    /// <summary>The longest latency with which a position can be loaded every packet interval: the first pair comes before the next load.</summary>
    public const int LongestLatency = RegisterMap.PacketInterval - LoadClocks - 1;

    /// <summary>Clocks from the begin of a position to the end of its packet to the host, at most.</summary>
    /// <param name="group">The chain.</param>
    /// <param name="latency">Clocks from mvm_start_o to the first pair.</param>
    /// <returns>Clocks; a chain that takes longer waits for something that does not come.</returns>
    public static ulong Need(ColumnGroup group, int latency)
    {
        int cores = group.Chain.Count;
        int selections = group.Chain.Sum(slice => slice.Ldpu.RxFirst + slice.Ldpu.TxFirst + slice.Hops.Count);
        int first = LoadClocks + 1 + latency + InjectMargin + ChainDelays.Of(group)[^1];
        return (ulong)(first + ChipGeometry.CrossbarSize + RegisterMap.P0 + (RegisterMap.H * cores) + selections + Slack);
    }

    /// <summary>When the positions of a layer begin.</summary>
    /// <param name="start">First clock.</param>
    /// <param name="positions">Positions.</param>
    /// <param name="extra">Clocks by which one may come later than a packet interval after the one before.</param>
    /// <param name="seed">Chooses them.</param>
    /// <returns>Clocks, ascending.</returns>
    public static ulong[] Begins(ulong start, int positions, int extra, int seed)
    {
        var random = new Random(seed);
        var begins = new ulong[positions];
        for (int position = 0; position < positions; position++)
        {
            begins[position] = position == 0 ? start : begins[position - 1] + RegisterMap.PacketInterval + (ulong)(extra == 0 ? 0 : random.Next(extra + 1));
        }

        return begins;
    }

    /// <summary>Makes the commands of a layer.</summary>
    /// <param name="begins">When the positions begin.</param>
    /// <param name="fourPhase">Read mode.</param>
    /// <param name="latency">Clocks from mvm_start_o to the first pair.</param>
    /// <param name="cores">Cores of the layer.</param>
    /// <param name="chains">Its chains.</param>
    /// <param name="writes">Register writes, one per clock from the first position on.</param>
    /// <returns>Commands sorted by clock.</returns>
    public static ChipCommand[] Commands(ulong[] begins, bool fourPhase, int latency, IReadOnlyList<CoreRun> cores, IReadOnlyList<ChainRun> chains, IReadOnlyList<ConfigWrite> writes)
    {
        var commands = new List<ChipCommand>((begins.Length * ((2 * cores.Count) + chains.Count)) + writes.Count);
        commands.AddRange(writes.Select((write, k) => ChipCommand.Write(begins[0] + (ulong)k, write)));
        for (int position = 0; position < begins.Length; position++)
        {
            ulong begin = begins[position];
            foreach (CoreRun core in cores)
            {
                ulong load = begin + (ulong)core.Delay;
                int tile = core.Slice.Core;
                commands.Add(ChipCommand.Load(load, tile, core.InputOffset + (position * ChipGeometry.CrossbarSize)));
                commands.Add(ChipCommand.Start(load + LoadClocks, tile, fourPhase));
            }

            ulong firstPair = begin + LoadClocks + 1 + (ulong)latency;
            foreach (ChainRun chain in chains.Where(chain => chain.ResidualOffset >= 0))
            {
                int length = chain.Group.ChannelCount;
                var head = chain.Group.Chain[0];
                commands.Add(ChipCommand.Inject(firstPair + InjectMargin, head.Core, head.Ldpu.RxPath, chain.ResidualOffset + (position * length), length));
            }
        }

        commands.Sort((a, b) => a.Cycle.CompareTo(b.Cycle));
        return [.. commands];
    }
}
