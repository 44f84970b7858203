using AnalogCoSim.Coverage.Functional;
using AnalogCoSim.Testbench.Benches;
using AnalogCoSim.Testbench.Scoring;
using AnalogCoSim.Testbench.Transactions;
using AnalogCoSim.Verilator.Ports;

namespace AnalogCoSim.Testbench.Tests.Support;

/// <summary>A bench for adder.sv, with one of its bugs.</summary>
internal sealed class AdderBench(int bug = 0, bool timed = false) : IBlockBench
{
    public static readonly Field A = new("a", 8) { Hex = true, Classes = new Dictionary<string, ValueSet> { ["corner"] = ValueSet.Of(0, 0x40, 0x81, 0xF0, 0xFF) } };
    public static readonly Field B = new("b", 8) { Hex = true };
    public static readonly Field Gap = new("gap", 4) { Usual = new Dictionary<string, int> { ["0"] = 3, ["1..3"] = 1 } };
    public static readonly TransactionShape Fields = new(A, B, Gap);

    private static readonly Check Sum = new("sum");

    public string Name => "adder";

    public string Description => "Operands a and b, gap idle clocks before them; a and b are never both 0x99.";

    public TransactionShape Shape(PortTable ports) => Fields;

    public IReadOnlyList<Check> Checks(PortTable ports) => [Sum];

    public bool Accepts(Transaction transaction) => transaction[A] != 0x99 || transaction[B] != 0x99;

    public BlockParts Open(BlockContext context)
    {
        new InputPin(context.Dut, "bug_i").Set((ulong)bug);
        return new BlockParts(new Driver(context), new Model(context.Scoreboard, timed), new Monitor(context));
    }

    public BlockCover Cover() => new Counts();

    private sealed class Driver(BlockContext context) : StepDriver(context, Gap)
    {
        private readonly InputPin _valid = new(context.Dut, "valid_i");
        private readonly InputPin _a = new(context.Dut, "a_i");
        private readonly InputPin _b = new(context.Dut, "b_i");

        protected override void Start(Transaction transaction, long clock)
        {
            _valid.Set(1);
            _a.Set(transaction[A]);
            _b.Set(transaction[B]);
        }

        protected override void Idle(long clock) => _valid.Set(0);
    }

    private sealed class Model(Scoreboard scoreboard, bool timed) : IReferenceModel
    {
        public void Take(Transaction transaction, long clock) => scoreboard.Expect(Sum, transaction, transaction[A] + transaction[B], clock, timed ? clock + 1 : null);
    }

    private sealed class Monitor(BlockContext context) : IMonitor
    {
        private readonly OutputPin _valid = new(context.Dut, "valid_o");
        private readonly OutputPin _sum = new(context.Dut, "sum_o");

        public void Observe(long clock)
        {
            if (_valid.Get() != 0)
            {
                context.Scoreboard.Observe(Sum, _sum.Get(), clock);
            }
        }
    }

    private sealed class Counts : BlockCover
    {
        private readonly CoverGroup _sums = new("sums");
        private readonly CoverGroup _gaps = new("gaps");

        public Counts()
        {
            _sums.Point("carry", "carry of the sum", (0, 1)).Flag();
            _gaps.Point("gap", "idle clocks", (0, 15)).Value("none", 0).Range("some", 1, 15);
        }

        public override IReadOnlyList<CoverGroup> Groups => [_sums, _gaps];

        public override void Sample(Transaction transaction)
        {
            _sums.Sample(transaction[A] + transaction[B] > 255 ? 1 : 0);
            _gaps.Sample(transaction.NumberOf(Gap));
        }
    }
}
