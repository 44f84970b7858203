using AnalogCoSim.Compiler.Graph;

namespace AnalogCoSim.Compiler.Import;

/// <summary>A value of the ONNX graph during import: a constant, or a number that depends on the image.</summary>
/// <param name="Name">ONNX name.</param>
/// <param name="Shape">ONNX shape; extent 0 is the batch.</param>
/// <param name="Constant">The constant, or null.</param>
/// <param name="Id">Graph value if not constant; always channels first.</param>
/// <param name="ChannelsLast">For [N, H, W, C] and what has been flattened from it: the extents of the image whose elements ONNX counts with the channels last; else null.</param>
internal sealed record ImportValue(string Name, long[] Shape, ConstantTensor? Constant, int Id, FeatureShape? ChannelsLast = null)
{
    public string ShapeText => $"[{string.Join(", ", Shape)}]";
}
