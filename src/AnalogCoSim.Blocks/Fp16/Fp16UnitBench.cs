using AnalogCoSim.Testbench.Benches;
using AnalogCoSim.Testbench.Scoring;
using AnalogCoSim.Testbench.Transactions;
using AnalogCoSim.Verilator.Ports;

namespace AnalogCoSim.Blocks.Fp16;

/// <summary>Bench of <c>acs_fp16_unit</c>: one operation a clock, each result compared in the clock in which it is due.</summary>
public sealed class Fp16UnitBench : IBlockBench
{
    private static readonly Check Result = new("result", value => $"0x{value:X8}");

    /// <inheritdoc />
    public string Name => "fp16-unit";

    /// <inheritdoc />
    public string Description => "A transaction is one operation: op, operands a (an integer for i2f32, i2f12, i2f8), b and c, and gap idle clocks before it.";

    /// <inheritdoc />
    public TransactionShape Shape(PortTable ports) => Fp16Fields.Shape;

    /// <inheritdoc />
    public IReadOnlyList<Check> Checks(PortTable ports) => [Result];

    /// <inheritdoc />
    public BlockParts Open(BlockContext context) => new(new Fp16Driver(context), new Fp16Model(context.Scoreboard, Result), new Fp16Monitor(context, Result));

    /// <inheritdoc />
    public BlockCover Cover() => new Fp16Cover();
}
