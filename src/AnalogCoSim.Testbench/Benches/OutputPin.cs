using AnalogCoSim.Verilator.Models;
using AnalogCoSim.Verilator.Ports;

namespace AnalogCoSim.Testbench.Benches;

/// <summary>An output of the block, as monitors read it.</summary>
public sealed class OutputPin
{
    private readonly VerilatedModel _dut;
    private readonly ModelPort _port;

    /// <summary>Finds an output.</summary>
    /// <param name="dut">The block.</param>
    /// <param name="name">Name in the RTL.</param>
    /// <exception cref="Core.Errors.AcsException">ACS0504: there is none of that name.</exception>
    public OutputPin(VerilatedModel dut, string name)
    {
        ArgumentNullException.ThrowIfNull(dut);
        (_dut, _port) = (dut, dut.Ports[name]);
        ArgumentOutOfRangeException.ThrowIfNotEqual((int)_port.Direction, (int)PortDirection.Output, name);
    }

    /// <summary>Reads up to 64 bits as of the last clock.</summary>
    /// <param name="chunk">Which 64 bits of a wide port.</param>
    /// <returns>The bits.</returns>
    public ulong Get(int chunk = 0)
    {
        int bytes = Math.Min(8, _port.Bytes - (8 * chunk));
        ReadOnlySpan<byte> at = _dut.Outputs.Slice(_port.Offset + (8 * chunk), bytes);
        ulong value = 0;
        for (int k = 0; k < bytes; k++)
        {
            value |= (ulong)at[k] << (8 * k);
        }

        return value;
    }
}
