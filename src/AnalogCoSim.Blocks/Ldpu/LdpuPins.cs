using AnalogCoSim.Testbench.Benches;
using AnalogCoSim.Testbench.Transactions;
using AnalogCoSim.Verilator.Models;

namespace AnalogCoSim.Blocks.Ldpu;

/// <summary>Inputs of <c>acs_ldpu</c>.</summary>
internal sealed class LdpuPins(VerilatedModel dut)
{
    private readonly InputPin _cfgValid = new(dut, "cfg_valid_i");
    private readonly InputPin _cfgAddress = new(dut, "cfg_addr_i");
    private readonly InputPin _cfgData = new(dut, "cfg_data_i");
    private readonly InputPin _relu1 = new(dut, "relu1_i");
    private readonly InputPin _relu2 = new(dut, "relu2_i");
    private readonly InputPin _combine = new(dut, "combine_i");
    private readonly InputPin _rxScale = new(dut, "s_rx_i");
    private readonly InputPin _leftValid = new(dut, "left_valid_i");
    private readonly InputPin _leftCounts = new(dut, "left_counts_i");
    private readonly InputPin _rightValid = new(dut, "right_valid_i");
    private readonly InputPin _rightCounts = new(dut, "right_counts_i");
    private readonly InputPin _rxStart = new(dut, "rx_start_i");
    private readonly InputPin _rxValid = new(dut, "rx_valid_i");
    private readonly InputPin _rxData = new(dut, "rx_data_i");

    /// <summary>Sets what holds for a whole pass.</summary>
    /// <param name="transaction">Its first transaction.</param>
    public void Control(Transaction transaction)
    {
        _relu1.Set(transaction[LdpuFields.Relu1]);
        _relu2.Set(transaction[LdpuFields.Relu2]);
        _combine.Set(transaction[LdpuFields.Combine]);
        _rxScale.Set(transaction[LdpuFields.RxScale]);
    }

    /// <summary>Sets a clock.</summary>
    /// <param name="frame">What is valid in it.</param>
    /// <param name="clock">The clock.</param>
    public void Set(LdpuFrame frame, long clock)
    {
        ulong noise = IdleNoise.Of(clock);
        _cfgValid.Set(frame.Address is null ? 0UL : 1);
        _cfgAddress.Set((ulong?)frame.Address ?? noise);
        _cfgData.Set(frame.Address is null ? noise >> 12 : frame.Data);

        int? column = frame.Column?.NumberOf(LdpuFields.Column);
        ulong counts = frame.Column is { } one ? (one[LdpuFields.P] << 12) | one[LdpuFields.N] : 0;
        bool left = column % 2 == 0;
        bool right = column % 2 == 1;
        _leftValid.Set(left ? 1UL : 0);
        _rightValid.Set(right ? 1UL : 0);
        _leftCounts.Set(left ? counts : noise >> 5);
        _rightCounts.Set(right ? counts : noise >> 29);

        _rxStart.Set(frame.RxStart ? 1UL : 0);
        _rxValid.Set(frame.Received is null ? 0UL : 1);
        _rxData.Set(frame.Received ?? noise >> 47);
    }
}
