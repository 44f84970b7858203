using AnalogCoSim.Testbench.Benches;
using AnalogCoSim.Testbench.Transactions;

namespace AnalogCoSim.Blocks.Fp16;

/// <summary>Drives operands; between them the data lines carry noise.</summary>
internal sealed class Fp16Driver(BlockContext context) : StepDriver(context, Fp16Fields.Gap)
{
    private readonly InputPin _valid = new(context.Dut, "valid_i");
    private readonly InputPin _op = new(context.Dut, "op_i");
    private readonly InputPin _a = new(context.Dut, "a_i");
    private readonly InputPin _b = new(context.Dut, "b_i");
    private readonly InputPin _c = new(context.Dut, "c_i");

    protected override void Start(Transaction transaction, long clock) =>
        Set(1, transaction[Fp16Fields.Op], transaction[Fp16Fields.A], transaction[Fp16Fields.B], transaction[Fp16Fields.C]);

    protected override void Idle(long clock)
    {
        ulong noise = IdleNoise.Of(clock);
        Set(0, noise, noise >> 3, noise >> 35, noise >> 48);
    }

    private void Set(ulong valid, ulong op, ulong a, ulong b, ulong c)
    {
        _valid.Set(valid);
        _op.Set(op);
        _a.Set(a);
        _b.Set(b);
        _c.Set(c);
    }
}
