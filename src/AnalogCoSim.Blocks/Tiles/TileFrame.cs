using AnalogCoSim.Chip.Configuration;
using AnalogCoSim.Chip.Link;
using AnalogCoSim.Testbench.Transactions;

namespace AnalogCoSim.Blocks.Tiles;

/// <summary>Inputs of a tile in one clock.</summary>
internal sealed class TileFrame
{
    /// <summary>The transaction that begins.</summary>
    public Transaction? Begins { get; set; }

    public ConfigWrite? Configuration { get; init; }

    /// <summary>Beat and its 32 bytes.</summary>
    public (int Beat, byte[] Bytes)? Load { get; init; }

    /// <summary>Start, with the mode.</summary>
    public bool? Start { get; set; }

    /// <summary>Words {p, n} of the left and the right ADC.</summary>
    public (ulong Left, ulong Right)? Pair { get; set; }

    public byte?[] Receive { get; } = new byte?[LinkTable.Ports];

    /// <summary>Nothing is under way after this clock.</summary>
    public bool AtRest { get; set; }
}
