using AnalogCoSim.Verilator.Building;

namespace AnalogCoSim.Verilator.Typed;

/// <summary>One compiled flavour of a typed module.</summary>
/// <param name="Flavour">Which one.</param>
/// <param name="Library">Path of the library, relative to the folder of the assembly.</param>
public sealed record RtlBuild(ModelFlavour Flavour, string Library);
