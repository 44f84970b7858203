using AnalogCoSim.Testbench.Benches;
using AnalogCoSim.Testbench.Scoring;
using AnalogCoSim.Testbench.Transactions;
using AnalogCoSim.Verilator.Ports;

namespace AnalogCoSim.Blocks.Tiles;

/// <summary>Bench of <c>acs_tile</c>: registers, inputs, MVMs and packets, each from rest to rest or MVMs as close as they may follow each other.</summary>
public sealed class TileBench : IBlockBench
{
    /// <inheritdoc />
    public string Name => "tile";

    /// <inheritdoc />
    public string Description =>
        "A transaction is an MVM (kind mvm; a combining tile gets a packet of it; with overlap, one that starts while the last one is still under way), "
        + "a beat of inputs, writes of column or control registers, a route, or a packet that passes. Where results are sent, tx_first is not after tx_last.";

    /// <inheritdoc />
    public TransactionShape Shape(PortTable ports) => TileFields.Shape;

    /// <inheritdoc />
    public IReadOnlyList<Check> Checks(PortTable ports) => TileChecks.All;

    /// <inheritdoc />
    public bool Accepts(Transaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction[TileFields.Kind] < (ulong)TileFields.Kind.Words.Count && transaction[TileFields.Port] < (ulong)TileFields.Port.Words.Count
            && (transaction.NumberOf(TileFields.Kind) != TileFields.Control || transaction[TileFields.TxFirst] <= transaction[TileFields.TxLast]);
    }

    /// <inheritdoc />
    public BlockParts Open(BlockContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var state = new TileState();
        var driver = new TileDriver(context, state);
        return new BlockParts(driver, new TileReference(context.Scoreboard, state), new TileMonitor(context, state, driver));
    }

    /// <inheritdoc />
    public BlockCover Cover() => new TileCover();
}
