using AnalogCoSim.Testbench.Benches;
using AnalogCoSim.Testbench.Scoring;
using AnalogCoSim.Testbench.Transactions;
using AnalogCoSim.Verilator.Ports;

namespace AnalogCoSim.Blocks.Link;

/// <summary>Bench of <c>acs_link</c>: routes, selections and packets, every output compared in every clock.</summary>
public sealed class LinkBench : IBlockBench
{
    /// <inheritdoc />
    public string Name => "link";

    /// <inheritdoc />
    public string Description =>
        "A transaction is a packet (kind packet) with its port and payload bytes data, data + step, ..., a route (kind route), or another selection of received bytes (kind select). Packets wait for free ports unless force is 1.";

    /// <inheritdoc />
    public TransactionShape Shape(PortTable ports) => LinkFields.Shape;

    /// <inheritdoc />
    public IReadOnlyList<Check> Checks(PortTable ports) => LinkChecks.All;

    /// <inheritdoc />
    public bool Accepts(Transaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction[LinkFields.Kind] < (ulong)LinkFields.Kind.Words.Count;
    }

    /// <inheritdoc />
    public BlockParts Open(BlockContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var routes = new LinkRoutes();
        var model = new LinkReference(context.Scoreboard, routes);
        return new BlockParts(new LinkDriver(context, routes), model, new LinkMonitor(context, model));
    }

    /// <inheritdoc />
    public BlockCover Cover() => new LinkCover();
}
