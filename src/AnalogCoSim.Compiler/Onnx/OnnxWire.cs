using Google.Protobuf;

namespace AnalogCoSim.Compiler.Onnx;

/// <summary>Decodes the messages of the ONNX format field by field; fields that the importer does not use are skipped.</summary>
/// <remarks>Field numbers are those of the ONNX format (onnx.ai, "Open Neural Network Exchange Intermediate Representation").</remarks>
internal static class OnnxWire
{
    private const int ExternalLocation = 1;

    public static OnnxModel Model(CodedInputStream input)
    {
        var model = new OnnxModel();
        Each(input, tag =>
        {
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case 1: model.IrVersion = input.ReadInt64(); return true;
                case 2: model.Producer = input.ReadString(); return true;
                case 7: model.Graph = Graph(Nested(input)); return true;
                case 8: OperatorSet(Nested(input), model); return true;
                default: return false;
            }
        });
        return model;
    }

    private static void OperatorSet(CodedInputStream input, OnnxModel model)
    {
        string domain = string.Empty;
        long version = 0;
        Each(input, tag =>
        {
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case 1: domain = input.ReadString(); return true;
                case 2: version = input.ReadInt64(); return true;
                default: return false;
            }
        });
        model.Opset = domain is "" or "ai.onnx" ? version : model.Opset;
    }

    private static OnnxGraph Graph(CodedInputStream input)
    {
        var graph = new OnnxGraph();
        Each(input, tag =>
        {
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case 1: graph.Nodes.Add(Node(Nested(input))); return true;
                case 2: graph.Name = input.ReadString(); return true;
                case 5: graph.Initializers.Add(Tensor(Nested(input))); return true;
                case 11: graph.Inputs.Add(ValueInfo(Nested(input))); return true;
                case 12: graph.Outputs.Add(ValueInfo(Nested(input))); return true;
                default: return false;
            }
        });
        return graph;
    }

    private static OnnxNode Node(CodedInputStream input)
    {
        var node = new OnnxNode();
        Each(input, tag =>
        {
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case 1: node.Inputs.Add(input.ReadString()); return true;
                case 2: node.Outputs.Add(input.ReadString()); return true;
                case 3: node.Name = input.ReadString(); return true;
                case 4: node.OpType = input.ReadString(); return true;
                case 5:
                    OnnxAttribute attribute = Attribute(Nested(input));
                    node.Attributes[attribute.Name] = attribute;
                    return true;
                case 7: node.Domain = input.ReadString(); return true;
                default: return false;
            }
        });
        return node;
    }

    private static OnnxAttribute Attribute(CodedInputStream input)
    {
        var attribute = new OnnxAttribute();
        Each(input, tag =>
        {
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case 1: attribute.Name = input.ReadString(); return true;
                case 2: attribute.Float = input.ReadFloat(); return true;
                case 3: attribute.Int = input.ReadInt64(); return true;
                case 4: attribute.Text = input.ReadBytes().ToStringUtf8(); return true;
                case 5: attribute.Tensor = Tensor(Nested(input)); return true;
                case 7: Repeated(input, tag, attribute.Floats, static i => i.ReadFloat()); return true;
                case 8: Repeated(input, tag, attribute.Ints, static i => i.ReadInt64()); return true;
                default: return false;
            }
        });
        return attribute;
    }

    private static OnnxTensor Tensor(CodedInputStream input)
    {
        var tensor = new OnnxTensor();
        Each(input, tag =>
        {
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case 1: Repeated(input, tag, tensor.Shape, static i => i.ReadInt64()); return true;
                case 2: tensor.DataType = input.ReadInt32(); return true;
                case 4: Repeated(input, tag, tensor.Floats, static i => i.ReadFloat()); return true;
                case 5: Repeated(input, tag, tensor.Ints, static i => i.ReadInt32()); return true;
                case 7: Repeated(input, tag, tensor.Longs, static i => i.ReadInt64()); return true;
                case 8: tensor.Name = input.ReadString(); return true;
                case 9: tensor.Raw = input.ReadBytes().ToByteArray(); return true;
                case 10: Repeated(input, tag, tensor.Doubles, static i => i.ReadDouble()); return true;
                case 14: tensor.IsExternal = input.ReadInt32() == ExternalLocation; return true;
                default: return false;
            }
        });
        return tensor;
    }

    private static OnnxValueInfo ValueInfo(CodedInputStream input)
    {
        var info = new OnnxValueInfo();
        Each(input, tag =>
        {
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case 1: info.Name = input.ReadString(); return true;
                case 2:
                    CodedInputStream type = Nested(input);
                    Each(type, inner => WireFormat.GetTagFieldNumber(inner) == 1 && TensorType(Nested(type), info));
                    return true;
                default: return false;
            }
        });
        return info;
    }

    private static bool TensorType(CodedInputStream input, OnnxValueInfo info)
    {
        Each(input, tag =>
        {
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case 1: info.ElementType = input.ReadInt32(); return true;
                case 2:
                    var shape = new List<long?>();
                    CodedInputStream dimensions = Nested(input);
                    Each(dimensions, inner => WireFormat.GetTagFieldNumber(inner) == 1 && Add(shape, Dimension(Nested(dimensions))));
                    info.Shape = shape;
                    return true;
                default: return false;
            }
        });
        return true;
    }

    private static long? Dimension(CodedInputStream input)
    {
        long? value = null;
        Each(input, tag =>
        {
            if (WireFormat.GetTagFieldNumber(tag) != 1)
            {
                return false;
            }

            value = input.ReadInt64();
            return true;
        });
        return value;
    }

    private static bool Add(List<long?> shape, long? dimension)
    {
        shape.Add(dimension);
        return true;
    }

    private static void Each(CodedInputStream input, Func<uint, bool> read)
    {
        for (uint tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            if (!read(tag))
            {
                input.SkipLastField();
            }
        }
    }

    private static CodedInputStream Nested(CodedInputStream input) => input.ReadBytes().CreateCodedInput();

    /// <summary>One element, or a whole packed run of them: writers may use either.</summary>
    private static void Repeated<T>(CodedInputStream input, uint tag, List<T> list, Func<CodedInputStream, T> read)
    {
        if (WireFormat.GetTagWireType(tag) != WireFormat.WireType.LengthDelimited)
        {
            list.Add(read(input));
            return;
        }

        CodedInputStream packed = Nested(input);
        while (!packed.IsAtEnd)
        {
            list.Add(read(packed));
        }
    }
}
