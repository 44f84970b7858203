using AnalogCoSim.Verilator.Models;
using AnalogCoSim.Verilator.Ports;

namespace AnalogCoSim.Testbench.Benches;

/// <summary>An input of the block, as drivers set it.</summary>
public sealed class InputPin
{
    private readonly VerilatedModel _dut;
    private readonly ModelPort _port;

    /// <summary>Finds an input.</summary>
    /// <param name="dut">The block.</param>
    /// <param name="name">Name in the RTL.</param>
    /// <exception cref="Core.Errors.AcsException">ACS0504: there is none of that name.</exception>
    public InputPin(VerilatedModel dut, string name)
    {
        ArgumentNullException.ThrowIfNull(dut);
        (_dut, _port) = (dut, dut.Ports[name]);
        ArgumentOutOfRangeException.ThrowIfNotEqual((int)_port.Direction, (int)PortDirection.Input, name);
    }

    /// <summary>Sets up to 64 bits; bits beyond the port's width are dropped.</summary>
    /// <param name="value">The bits.</param>
    /// <param name="chunk">Which 64 bits of a wide port.</param>
    public void Set(ulong value, int chunk = 0)
    {
        int bits = Math.Min(64, _port.Width - (64 * chunk));
        ulong kept = value & (ulong.MaxValue >> (64 - bits));
        int bytes = Math.Min(8, _port.Bytes - (8 * chunk));
        Span<byte> at = _dut.Inputs.Slice(_port.Offset + (8 * chunk), bytes);
        for (int k = 0; k < bytes; k++)
        {
            at[k] = (byte)(kept >> (8 * k));
        }
    }
}
