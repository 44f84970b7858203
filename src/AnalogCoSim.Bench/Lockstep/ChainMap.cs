using AnalogCoSim.Chip.Program;
using AnalogCoSim.Core.Random;

namespace AnalogCoSim.Bench.Lockstep;

/// <summary>Which core stands before each core of a program in its chain.</summary>
internal sealed class ChainMap
{
    private readonly Dictionary<int, CoreSlice?> _before = [];

    /// <summary>Reads the chains of a program.</summary>
    /// <param name="program">The program; a core belongs to one chain in all steps.</param>
    public ChainMap(ChipProgram program)
    {
        foreach (ColumnGroup group in program.Chains)
        {
            for (int place = 0; place < group.Chain.Count; place++)
            {
                _before[group.Chain[place].Core] = place > 0 ? group.Chain[place - 1] : null;
            }
        }
    }

    /// <summary>The slice whose packets a core combines.</summary>
    /// <param name="core">Core.</param>
    /// <returns>The slice before it; null at the head of a chain, whose packets come from the host.</returns>
    public CoreSlice? Before(int core) => _before.GetValueOrDefault(core);

    /// <summary>The byte that a combining core receives for a column, as the reference computed it.</summary>
    /// <param name="reference">MVMs of the reference.</param>
    /// <param name="address">The receiving MVM.</param>
    /// <param name="rxFirst">First payload byte that the receiver uses.</param>
    /// <param name="rxLast">Last one.</param>
    /// <param name="column">Column of the receiver.</param>
    /// <returns>The byte; 0 where the packet has none for this column; null at the head of a chain: see <see cref="ReferenceTensors"/>.</returns>
    public sbyte? Received(ReferenceBuffer reference, in MvmAddress address, int rxFirst, int rxLast, int column)
    {
        if (Before(address.Core) is not { } before)
        {
            return null;
        }

        RecordedMvm? sender = reference.Find(address with { Core = before.Core });
        int payload = rxFirst + column;
        int sent = before.Ldpu.TxFirst + payload;
        return sender is null || payload > rxLast || sent > before.Ldpu.TxLast ? (sbyte)0 : sender.Outputs[sent];
    }
}
