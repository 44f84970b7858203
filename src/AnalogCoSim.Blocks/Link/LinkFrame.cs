using AnalogCoSim.Chip.Link;
using AnalogCoSim.Testbench.Transactions;

namespace AnalogCoSim.Blocks.Link;

/// <summary>What is on the inputs of the link controller in one clock, and which outputs are taken by it.</summary>
internal sealed class LinkFrame
{
    /// <summary>Transactions that begin.</summary>
    public List<Transaction> Begins { get; } = [];

    /// <summary>Bytes that come, by port; the last place is the tile itself.</summary>
    public byte?[] Bytes { get; } = new byte?[LinkTable.Ports + 1];

    /// <summary>Ports by which the own byte leaves.</summary>
    public byte OwnMask { get; set; }

    /// <summary>Ports on which something leaves.</summary>
    public byte Leaving { get; set; }

    /// <summary>Whether a packet is being consumed.</summary>
    public bool Consuming { get; set; }
}
