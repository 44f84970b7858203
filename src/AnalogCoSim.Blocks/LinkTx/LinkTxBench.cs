using AnalogCoSim.Testbench.Benches;
using AnalogCoSim.Testbench.Scoring;
using AnalogCoSim.Testbench.Transactions;
using AnalogCoSim.Verilator.Ports;

namespace AnalogCoSim.Blocks.LinkTx;

/// <summary>Bench of <c>acs_link_tx</c>: drains of 256 results, every byte that is sent compared in its clock.</summary>
public sealed class LinkTxBench : IBlockBench
{
    private static readonly Check Sent = new("byte", value => $"0x{value:X2}");

    /// <inheritdoc />
    public string Name => "link-tx";

    /// <inheritdoc />
    public string Description => "A transaction is a drain of 256 results data, data + step, ..., of which columns first to last are sent; first is not after last.";

    /// <inheritdoc />
    public TransactionShape Shape(PortTable ports) => LinkTxFields.Shape;

    /// <inheritdoc />
    public IReadOnlyList<Check> Checks(PortTable ports) => [Sent];

    /// <inheritdoc />
    public bool Accepts(Transaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction[LinkTxFields.First] <= transaction[LinkTxFields.Last];
    }

    /// <inheritdoc />
    public BlockParts Open(BlockContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new BlockParts(new LinkTxDriver(context), new LinkTxReference(context.Scoreboard, Sent), new Monitor(context));
    }

    // The path id leaves in the clock of its announcement.
    private sealed class Monitor(BlockContext context) : IMonitor
    {
        private readonly OutputPin _valid = new(context.Dut, "valid_o");
        private readonly OutputPin _byte = new(context.Dut, "byte_o");

        public bool LooksBefore => true;

        public void ObserveBefore(long clock)
        {
            if (_valid.Get() != 0)
            {
                context.Scoreboard.Observe(Sent, _byte.Get(), clock);
            }
        }

        public void Observe(long clock)
        {
        }
    }
}
