using AnalogCoSim.Testbench.Benches;
using AnalogCoSim.Testbench.Scoring;

namespace AnalogCoSim.Blocks.Ldpu;

/// <summary>Watches results and their announcement.</summary>
internal sealed class LdpuMonitor(BlockContext context, Check result, Check ahead) : IMonitor
{
    private readonly OutputPin _ahead = new(context.Dut, "ahead_o");
    private readonly OutputPin _valid = new(context.Dut, "valid_o");
    private readonly OutputPin _column = new(context.Dut, "column_o");
    private readonly OutputPin _data = new(context.Dut, "data_o");

    public void Observe(long clock)
    {
        if (_valid.Get() != 0)
        {
            context.Scoreboard.Observe(result, (_column.Get() << 8) | _data.Get(), clock);
        }

        if (_ahead.Get() != 0)
        {
            context.Scoreboard.Observe(ahead, 1, clock);
        }
    }
}
