using AnalogCoSim.Testbench.Benches;

namespace AnalogCoSim.Blocks.Tiles;

/// <summary>Watches strobe, results, links and, at rest, input registers and the quiescent signal.</summary>
internal sealed class TileMonitor(BlockContext context, TileState state, TileDriver driver) : IMonitor
{
    private readonly OutputPin _start = new(context.Dut, "mvm_start_o");
    private readonly OutputPin _mode = new(context.Dut, "mvm_mode_o");
    private readonly OutputPin _inputs = new(context.Dut, "x_o");
    private readonly OutputPin _txValid = new(context.Dut, "tx_valid_o");
    private readonly OutputPin _txData = new(context.Dut, "tx_data_o");
    private readonly OutputPin _valid = new(context.Dut, "ldpu_valid_o");
    private readonly OutputPin _column = new(context.Dut, "ldpu_column_o");
    private readonly OutputPin _data = new(context.Dut, "ldpu_data_o");
    private readonly OutputPin _quiet = new(context.Dut, "quiescent_o");

    public void Observe(long clock)
    {
        if (_start.Get() != 0)
        {
            context.Scoreboard.Observe(TileChecks.Start, _mode.Get(), clock);
        }

        if (_valid.Get() != 0)
        {
            context.Scoreboard.Observe(TileChecks.Result, (_column.Get() << 8) | _data.Get(), clock);
        }

        ulong sent = _txValid.Get();
        for (int port = 0; sent != 0 && port < TileChecks.Ports.Length; port++)
        {
            if ((sent >> port & 1) != 0)
            {
                context.Scoreboard.Observe(TileChecks.Ports[port], _txData.Get() >> (8 * port) & 0xFF, clock);
            }
        }

        if (driver.AtRest)
        {
            context.Scoreboard.Compare(TileChecks.Quiet, _quiet.Get(), 1, clock);
            for (int word = 0; word < state.Inputs.Length / 8; word++)
            {
                context.Scoreboard.Compare(TileChecks.Inputs, _inputs.Get(word), BitConverter.ToUInt64(state.Inputs, 8 * word), clock);
            }
        }
    }
}
