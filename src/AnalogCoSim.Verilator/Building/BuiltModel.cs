using AnalogCoSim.Verilator.Ports;

namespace AnalogCoSim.Verilator.Building;

/// <summary>A compiled model on disk, with what it was built from.</summary>
/// <param name="Specification">What it was built from.</param>
/// <param name="LibraryPath">The shared library; its name is its content hash.</param>
/// <param name="Ports">Ports of the top module.</param>
/// <param name="BuildTime">Time spent compiling; zero when it came out of the cache.</param>
/// <param name="Key">Hash of all that the library depends on: RTL as read, flags, tools, native sources. Equal keys mean equal behaviour; part of the keys of results.</param>
/// <param name="Read">Files that the tools have read for it: RTL, includes and memory files, relative to the root of the sources where they lie below it, and headers of the tools.</param>
public sealed record BuiltModel(ModelSpecification Specification, string LibraryPath, PortTable Ports, TimeSpan BuildTime, string Key, IReadOnlyList<string> Read)
    : ModelFile(Specification.Sources.Top, Specification.Clock, Specification.Flavour, Specification.Harness.HasShortClocks, LibraryPath, Ports);
