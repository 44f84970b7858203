using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Testbench.Benches;
using AnalogCoSim.Testbench.Transactions;

namespace AnalogCoSim.Blocks.LinkTx;

/// <summary>Drives drains as the LDPU does: each result is announced two clocks ahead.</summary>
internal sealed class LinkTxDriver(BlockContext context) : IDriver
{
    // From the announcement of a result to the result, and so from one drain to the next.
    private const int Ahead = 2;

    private const int Interval = ChipGeometry.CrossbarSize + Ahead;

    private readonly InputPin _enable = new(context.Dut, "enable_i");
    private readonly InputPin _path = new(context.Dut, "path_i");
    private readonly InputPin _first = new(context.Dut, "first_i");
    private readonly InputPin _last = new(context.Dut, "last_i");
    private readonly InputPin _ahead = new(context.Dut, "ahead_i");
    private readonly InputPin _data = new(context.Dut, "data_i");
    private Transaction? _drain;
    private int _since;
    private int _waited;

    public bool Drive(long clock)
    {
        if (_drain is null && context.Next is { } next && _waited++ >= next.NumberOf(LinkTxFields.Gap))
        {
            (_drain, _since, _waited) = (context.Take(), 0, 0);
            Set(_drain);
            context.Begin(_drain, clock);
        }

        int column = _since - Ahead;
        bool valid = _drain is not null && column >= 0;
        _ahead.Set(_drain is not null && _since < ChipGeometry.CrossbarSize ? 1UL : 0);
        _data.Set(valid ? (byte)LinkTxReference.Result(_drain!, column) : IdleNoise.Of(clock));
        bool busy = _drain is not null || context.Next is not null;
        if (_drain is not null && ++_since == Interval)
        {
            _drain = null;
        }

        return busy;
    }

    private void Set(Transaction drain)
    {
        _enable.Set(drain[LinkTxFields.Enable]);
        _path.Set(drain[LinkTxFields.Path]);
        _first.Set(drain[LinkTxFields.First]);
        _last.Set(drain[LinkTxFields.Last]);
    }
}
