using AnalogCoSim.Chip.Configuration;
using AnalogCoSim.Chip.Link;
using AnalogCoSim.Testbench.Benches;
using AnalogCoSim.Verilator.Models;

namespace AnalogCoSim.Blocks.Link;

/// <summary>Inputs of <c>acs_link</c>; lines without a byte carry noise.</summary>
/// <param name="dut">The link controller.</param>
/// <param name="routes">The selection of received bytes.</param>
internal sealed class LinkPins(VerilatedModel dut, LinkRoutes routes)
{
    private readonly InputPin _cfgValid = new(dut, "cfg_valid_i");
    private readonly InputPin _cfgAddress = new(dut, "cfg_addr_i");
    private readonly InputPin _cfgData = new(dut, "cfg_data_i");
    private readonly InputPin _first = new(dut, "rx_first_i");
    private readonly InputPin _last = new(dut, "rx_last_i");
    private readonly InputPin _rxValid = new(dut, "rx_valid_i");
    private readonly InputPin _rxData = new(dut, "rx_data_i");
    private readonly InputPin _ownValid = new(dut, "own_valid_i");
    private readonly InputPin _ownByte = new(dut, "own_byte_i");
    private readonly InputPin _ownMask = new(dut, "own_mask_i");

    /// <summary>Sets a clock of traffic.</summary>
    /// <param name="frame">Its bytes.</param>
    /// <param name="clock">The clock.</param>
    public void Set(LinkFrame frame, long clock)
    {
        ulong noise = IdleNoise.Of(clock);
        ulong valid = 0;
        ulong data = noise;
        for (int port = 0; port < LinkTable.Ports; port++)
        {
            if (frame.Bytes[port] is { } value)
            {
                valid |= 1UL << port;
                data = (data & ~(0xFFUL << (8 * port))) | ((ulong)value << (8 * port));
            }
        }

        byte? own = frame.Bytes[LinkFields.Own];
        _cfgValid.Set(0);
        _cfgAddress.Set(noise >> 9);
        _cfgData.Set(noise >> 17);
        _rxValid.Set(valid);
        _rxData.Set(data);
        _ownValid.Set(own is null ? 0UL : 1);
        _ownByte.Set(own ?? noise >> 3);
        _ownMask.Set(own is null ? noise >> 50 : frame.OwnMask);
        _first.Set((ulong)routes.First);
        _last.Set((ulong)routes.Last);
    }

    /// <summary>Sets a clock without traffic, in which settings change.</summary>
    /// <param name="write">Register write; null for none.</param>
    /// <param name="clock">The clock.</param>
    public void Configure(ConfigWrite? write, long clock)
    {
        Set(new LinkFrame(), clock);
        if (write is { } one)
        {
            _cfgValid.Set(1);
            _cfgAddress.Set((ulong)one.Address);
            _cfgData.Set(one.Data);
        }
    }
}
