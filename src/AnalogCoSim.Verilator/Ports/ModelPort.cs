namespace AnalogCoSim.Verilator.Ports;

/// <summary>One port of a compiled model and its place in the port record of its direction.</summary>
/// <param name="Name">Name in the RTL.</param>
/// <param name="Direction">Input or output.</param>
/// <param name="Width">Bits.</param>
/// <param name="Offset">Byte offset in the record; aligned to the storage size, at most 8.</param>
/// <param name="Bytes">Storage: 1, 2, 4, 8, or a multiple of 4 for wide ports; little-endian.</param>
public sealed record ModelPort(string Name, PortDirection Direction, int Width, int Offset, int Bytes)
{
    /// <summary>Name of the member in the C++ of the model; differs from <see cref="Name"/> where C++ cannot have it. Known while a model is built.</summary>
    internal string Member => CodedName ?? Name;

    /// <summary>The member where it differs from the name.</summary>
    internal string? CodedName { get; init; }
}
