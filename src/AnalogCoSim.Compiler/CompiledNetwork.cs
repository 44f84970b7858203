using AnalogCoSim.Chip.Program;
using AnalogCoSim.Compiler.Graph;
using AnalogCoSim.Compiler.Reports;

namespace AnalogCoSim.Compiler;

/// <summary>A network compiled for the chip.</summary>
/// <param name="Program">What the engines run.</param>
/// <param name="Graph">The optimised graph; in float it is the accuracy to compare with, on the same host data.</param>
/// <param name="Layers">What was chosen for each crossbar layer, in program order.</param>
public sealed record CompiledNetwork(ChipProgram Program, NetworkGraph Graph, IReadOnlyList<LayerReport> Layers)
{
    /// <summary>Cores in use.</summary>
    public int CoreCount => Layers.Sum(layer => layer.Cores.Count);
}
