namespace AnalogCoSim.Compiler.Import;

/// <summary>A value of the ONNX graph during import: a constant, or a number that depends on the image.</summary>
/// <param name="Name">ONNX name.</param>
/// <param name="Shape">ONNX shape; extent 0 is the batch.</param>
/// <param name="Constant">The constant, or null.</param>
/// <param name="Id">Graph value if not constant.</param>
internal sealed record ImportValue(string Name, long[] Shape, ConstantTensor? Constant, int Id)
{
    public string ShapeText => $"[{string.Join(", ", Shape)}]";
}
