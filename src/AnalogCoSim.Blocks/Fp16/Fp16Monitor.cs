using AnalogCoSim.Testbench.Benches;
using AnalogCoSim.Testbench.Scoring;

namespace AnalogCoSim.Blocks.Fp16;

/// <summary>Watches the result port.</summary>
internal sealed class Fp16Monitor(BlockContext context, Check result) : IMonitor
{
    private readonly OutputPin _valid = new(context.Dut, "valid_o");
    private readonly OutputPin _result = new(context.Dut, "result_o");

    public void Observe(long clock)
    {
        if (_valid.Get() != 0)
        {
            context.Scoreboard.Observe(result, _result.Get(), clock);
        }
    }
}
