using System.Runtime.InteropServices;
using AnalogCoSim.Verilator.Ports;

namespace AnalogCoSim.Verilator.Models;

/// <summary>Room for the values of some output ports over a burst: one array a port, one value per clock.</summary>
/// <remarks>What a burst does not have to copy it does not: a tile has 2,400 output bits, and a driver mostly asks for a few of them.</remarks>
public sealed class OutputColumns
{
    private readonly byte[][] _data;

    /// <summary>Makes room.</summary>
    /// <param name="ports">Ports of the model.</param>
    /// <param name="clocks">Clocks of the longest burst.</param>
    /// <param name="names">Output ports, in the order in which they are asked for.</param>
    public OutputColumns(PortTable ports, int clocks, params ReadOnlySpan<string> names)
    {
        ArgumentNullException.ThrowIfNull(ports);
        ArgumentOutOfRangeException.ThrowIfNegative(clocks);
        Clocks = clocks;
        Table = ports;
        ModelPort[] chosen = new ModelPort[names.Length];
        for (int k = 0; k < names.Length; k++)
        {
            chosen[k] = ports[names[k]];
        }

        Ports = chosen;
        Indices = [.. chosen.Select(ports.IndexOf)];

        // Pinned for good: native code writes into them, and a burst must not wait for the garbage collector.
        _data = [.. chosen.Select(port => GC.AllocateArray<byte>(clocks * port.Bytes, pinned: true))];
    }

    /// <summary>Clocks of the longest burst.</summary>
    public int Clocks { get; }

    /// <summary>The ports.</summary>
    public IReadOnlyList<ModelPort> Ports { get; }

    /// <summary>Values of a port, one per clock of the last burst.</summary>
    /// <typeparam name="T">Integer as wide as the port's storage: 1, 2, 4 or 8 bytes.</typeparam>
    /// <param name="index">Which of <see cref="Ports"/>.</param>
    /// <returns>Its values; as many as there is room for.</returns>
    public ReadOnlySpan<T> Of<T>(int index)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(_data[index].AsSpan());

    /// <summary>Ports of the model that the columns are for.</summary>
    internal PortTable Table { get; }

    /// <summary>Places of the ports in the port table.</summary>
    internal int[] Indices { get; }

    internal byte[] Data(int index) => _data[index];
}
