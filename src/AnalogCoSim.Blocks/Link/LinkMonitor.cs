using AnalogCoSim.Testbench.Benches;

namespace AnalogCoSim.Blocks.Link;

/// <summary>Watches all links and what the LDPU gets, in every clock.</summary>
internal sealed class LinkMonitor(BlockContext context, LinkReference model) : IMonitor
{
    private readonly OutputPin _valid = new(context.Dut, "tx_valid_o");
    private readonly OutputPin _data = new(context.Dut, "tx_data_o");
    private readonly OutputPin _start = new(context.Dut, "start_o");
    private readonly OutputPin _byteValid = new(context.Dut, "byte_valid_o");
    private readonly OutputPin _byte = new(context.Dut, "byte_o");
    private readonly OutputPin _busy = new(context.Dut, "busy_o");

    public void Observe(long clock)
    {
        ulong valid = _valid.Get();
        ulong data = _data.Get();
        for (int port = 0; port < LinkChecks.Ports.Length; port++)
        {
            if ((valid >> port & 1) != 0)
            {
                context.Scoreboard.Observe(LinkChecks.Ports[port], data >> (8 * port) & 0xFF, clock);
                data &= ~(0xFFUL << (8 * port));
            }
        }

        if (_start.Get() != 0)
        {
            context.Scoreboard.Observe(LinkChecks.Start, 1, clock);
        }

        if (_byteValid.Get() != 0)
        {
            context.Scoreboard.Observe(LinkChecks.Byte, _byte.Get(), clock);
        }

        context.Scoreboard.Compare(LinkChecks.Silent, data, 0, clock);
        context.Scoreboard.Compare(LinkChecks.Busy, _busy.Get(), model.Busy(clock) ? 1UL : 0, clock);
    }
}
