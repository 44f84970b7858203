namespace AnalogCoSim.Chip.Program;

/// <summary>Output channels [<paramref name="FirstChannel"/>, +<paramref name="ChannelCount"/>) computed by one chain of cores.</summary>
/// <param name="FirstChannel">First output channel; where it lies in each core follows from what the cores send and take: <see cref="FirstColumns"/>.</param>
/// <param name="ChannelCount">Channels, at most 256.</param>
/// <param name="Chain">Cores head to tail; each adds its part to the INT8 partial sums it receives; the tail sends to the host.</param>
public sealed record ColumnGroup(int FirstChannel, int ChannelCount, IReadOnlyList<CoreSlice> Chain)
{
    /// <summary>Whether another group is computed by the same cores with the same weights and registers, for whatever output channels.</summary>
    /// <param name="other">The other group.</param>
    /// <returns>True if so.</returns>
    public bool IsSameChain(ColumnGroup other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return ChannelCount == other.ChannelCount && Chain.Count == other.Chain.Count && Chain.Zip(other.Chain).All(pair => pair.First.HasSameValues(pair.Second));
    }

    /// <summary>The crossbar column of the first channel in each core of the chain, head first.</summary>
    /// <remarks>
    /// What the tail sends to the host begins with the first channel. Before it, byte <c>RxFirst</c> of a packet goes to column 0 of the receiver and byte 0 is column <c>TxFirst</c> of the
    /// sender, so the sender's column is that of the receiver plus both.
    /// </remarks>
    /// <returns>One column for each core; out of 0..255 where the selections contradict each other.</returns>
    public int[] FirstColumns()
    {
        var columns = new int[Chain.Count];
        columns[^1] = Chain[^1].Ldpu.TxFirst;
        for (int k = columns.Length - 2; k >= 0; k--)
        {
            columns[k] = columns[k + 1] + Chain[k].Ldpu.TxFirst + Chain[k + 1].Ldpu.RxFirst;
        }

        return columns;
    }
}
