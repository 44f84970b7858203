using AnalogCoSim.Testbench.Benches;
using AnalogCoSim.Testbench.Scoring;
using AnalogCoSim.Testbench.Transactions;
using AnalogCoSim.Verilator.Ports;

namespace AnalogCoSim.Blocks.Ldpu;

/// <summary>Bench of <c>acs_ldpu</c>: columns of drains, every output compared in its clock.</summary>
public sealed class LdpuBench : IBlockBench
{
    private static readonly Check Result = new("result", value => FormattableString.Invariant($"column {value >> 8}: {(sbyte)(byte)value}"));

    private static readonly Check Ahead = new("ahead");

    /// <inheritdoc />
    public string Name => "ldpu";

    /// <inheritdoc />
    public string Description =>
        "A transaction is one column of a drain: counts, registers (written before where write is 1), received byte. "
        + "Columns that rise, with the same ReLUs, combination, s_rx and write, share a drain; columns between them have counts of 0.";

    /// <inheritdoc />
    public TransactionShape Shape(PortTable ports) => LdpuFields.Shape;

    /// <inheritdoc />
    public IReadOnlyList<Check> Checks(PortTable ports) => [Result, Ahead];

    /// <inheritdoc />
    public BlockParts Open(BlockContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var model = new LdpuReference(context.Scoreboard, Result, Ahead);
        return new BlockParts(new LdpuDriver(context, model), model, new LdpuMonitor(context, Result, Ahead));
    }

    /// <inheritdoc />
    public BlockCover Cover() => new LdpuCover();
}
