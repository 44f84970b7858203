namespace AnalogCoSim.Compiler.Onnx;

/// <summary>The parts of an ONNX model file that the importer uses.</summary>
internal sealed class OnnxModel
{
    public long IrVersion { get; set; }

    public long Opset { get; set; }

    public string Producer { get; set; } = string.Empty;

    public OnnxGraph? Graph { get; set; }
}

/// <summary>A graph: nodes in the file's order, initializers, inputs and outputs.</summary>
internal sealed class OnnxGraph
{
    public string Name { get; set; } = string.Empty;

    public List<OnnxNode> Nodes { get; } = [];

    public List<OnnxTensor> Initializers { get; } = [];

    public List<OnnxValueInfo> Inputs { get; } = [];

    public List<OnnxValueInfo> Outputs { get; } = [];
}

/// <summary>One operator call.</summary>
internal sealed class OnnxNode
{
    public string Name { get; set; } = string.Empty;

    public string OpType { get; set; } = string.Empty;

    public string Domain { get; set; } = string.Empty;

    public List<string> Inputs { get; } = [];

    public List<string> Outputs { get; } = [];

    public Dictionary<string, OnnxAttribute> Attributes { get; } = new(StringComparer.Ordinal);
}

/// <summary>One attribute of a node; which member is set follows from the operator.</summary>
internal sealed class OnnxAttribute
{
    public string Name { get; set; } = string.Empty;

    public float Float { get; set; }

    public long Int { get; set; }

    public string Text { get; set; } = string.Empty;

    public OnnxTensor? Tensor { get; set; }

    public List<float> Floats { get; } = [];

    public List<long> Ints { get; } = [];
}

/// <summary>A stored tensor as the file has it.</summary>
internal sealed class OnnxTensor
{
    public string Name { get; set; } = string.Empty;

    public List<long> Shape { get; } = [];

    public int DataType { get; set; }

    public bool IsExternal { get; set; }

    public byte[]? Raw { get; set; }

    public List<float> Floats { get; } = [];

    public List<int> Ints { get; } = [];

    public List<long> Longs { get; } = [];

    public List<double> Doubles { get; } = [];
}

/// <summary>Name, element type and shape of a graph input or output; an extent that is not a fixed number is null.</summary>
internal sealed class OnnxValueInfo
{
    public string Name { get; set; } = string.Empty;

    public int ElementType { get; set; }

    public List<long?>? Shape { get; set; }
}
