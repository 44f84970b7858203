using AnalogCoSim.Verilator.Ports;

namespace AnalogCoSim.Verilator.Building;

/// <summary>A compiled model on disk: all that is needed to load it, wherever it was built.</summary>
/// <param name="Top">Top module.</param>
/// <param name="Clock">The port that is the clock; a module without such a port is combinational.</param>
/// <param name="Flavour">Which build it is.</param>
/// <param name="HasShortClocks">Whether a clock takes well under a microsecond and never waits.</param>
/// <param name="LibraryPath">The shared library, a full path; its memory files lie in a folder beside it.</param>
/// <param name="Ports">Ports of the top module.</param>
public record ModelFile(string Top, string Clock, ModelFlavour Flavour, bool HasShortClocks, string LibraryPath, PortTable Ports);
