using AnalogCoSim.Verilator.Ports;

namespace AnalogCoSim.Verilator.Building;

/// <summary>A compiled model on disk.</summary>
/// <param name="Specification">What it was built from.</param>
/// <param name="LibraryPath">The shared library; its name is its content hash.</param>
/// <param name="Ports">Ports of the top module.</param>
/// <param name="BuildTime">Time spent compiling; zero when it came out of the cache.</param>
/// <param name="Key">Hash of all that the library depends on: RTL as read, flags, tools, native sources. Equal keys mean equal behaviour; part of the keys of results.</param>
public sealed record BuiltModel(ModelSpecification Specification, string LibraryPath, PortTable Ports, TimeSpan BuildTime, string Key);
