using AnalogCoSim.Compiler.Execution;
using AnalogCoSim.Compiler.Graph;
using AnalogCoSim.Compiler.Import;
using AnalogCoSim.Compiler.Passes;

namespace AnalogCoSim.Compiler.Tests.Support;

/// <summary>Networks of a few numbers.</summary>
internal static class SmallNetworks
{
    public static OnnxBuilder Flat(int length, long opset = 13) => new OnnxBuilder(opset).Input("x", "N", length).Output("y");

    public static OnnxBuilder Image(int channels, int height, int width, long opset = 13) => new OnnxBuilder(opset).Input("x", "N", channels, height, width).Output("y");

    /// <summary>Runs the network as imported and after the passes; both must give the expected numbers.</summary>
    public static NetworkGraph Check(OnnxBuilder builder, float[] input, float[] expected)
    {
        NetworkGraph graph = OnnxImporter.Import(builder.Build(), "test.onnx");
        NetworkGraph optimised = GraphOptimiser.Optimise(graph);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(new FloatNetwork(graph).Run(input), Is.EqualTo(expected).Within(1e-4f), "as imported");
            Assert.That(new FloatNetwork(optimised).Run([.. input, .. input]), Is.EqualTo(expected.Concat(expected)).Within(1e-4f), "after the passes");
        }

        return optimised;
    }
}
