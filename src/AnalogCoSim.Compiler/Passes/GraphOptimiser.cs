using AnalogCoSim.Compiler.Graph;

namespace AnalogCoSim.Compiler.Passes;

/// <summary>Rewrites an imported graph into one that maps to the chip: no affine or padding layers, ReLU and residual additions fused into crossbar layers.</summary>
public static class GraphOptimiser
{
    /// <summary>Runs all passes.</summary>
    /// <param name="graph">Imported graph.</param>
    /// <returns>A graph that computes the same.</returns>
    /// <exception cref="Core.Errors.AcsException">ACS0203 for padding that no neighbour can take up, or a batch norm that neither a neighbour nor the chip can.</exception>
    public static NetworkGraph Optimise(NetworkGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var editor = new GraphEditor(graph);
        editor.RemoveUnused();
        PaddingPass.Run(editor);
        AffinePass.Run(editor);
        FusionPass.Run(editor);
        return editor.ToGraph();
    }
}
