namespace AnalogCoSim.Compiler.Import;

/// <summary>Makes the layer of each supported operator; everything else is refused with its reason.</summary>
internal static class LayerImport
{
    public static void Import(ImportContext context, NodeView node)
    {
        context.CheckNotFinal(node);
        if (!TakesChannelsLast(node.OpType) && node.Inputs.Any(value => value is { ChannelsLast: not null }))
        {
            throw node.Refuse("its input has the channels last.", "Export the network with images as [N, C, H, W].");
        }

        switch (node.OpType)
        {
            case "Conv": LinearImport.Convolution(context, node); break;
            case "Gemm": LinearImport.Gemm(context, node); break;
            case "MatMul": LinearImport.MatMul(context, node); break;
            case "BatchNormalization": ElementwiseImport.BatchNormalization(context, node); break;
            case "Add" or "Sub" or "Mul" or "Div": ElementwiseImport.Arithmetic(context, node); break;
            case "Sum": ElementwiseImport.Sum(context, node); break;
            case "Relu": ElementwiseImport.Relu(context, node, float.PositiveInfinity); break;
            case "Clip": ElementwiseImport.Clip(context, node); break;
            case "MaxPool": PoolingImport.MaxPool(context, node); break;
            case "GlobalMaxPool": PoolingImport.GlobalMax(context, node); break;
            case "AveragePool": PoolingImport.AveragePool(context, node); break;
            case "GlobalAveragePool": PoolingImport.GlobalAverage(context, node, true); break;
            case "ReduceMean": PoolingImport.ReduceMean(context, node); break;
            case "Pad": ShapeImport.Pad(context, node); break;
            case "Slice": ShapeImport.Slice(context, node); break;
            case "Concat": ShapeImport.Concat(context, node); break;
            case "Reshape" or "Flatten" or "Squeeze" or "Unsqueeze": ShapeImport.Reshape(context, node); break;
            case "Transpose": ShapeImport.Transpose(context, node); break;
            case "Shape": context.DefineConstant(node.OutputName, ConstantTensor.Vector(node.Required(0).Shape)); break;
            case "Identity" or "Dropout": context.DefineAlias(node.OutputName, node.Required(0)); break;
            case "Cast": Cast(context, node); break;
            case "Softmax" or "LogSoftmax": Softmax(context, node); break;
            default: throw node.Refuse(Reason(node.OpType));
        }
    }

    private static bool TakesChannelsLast(string opType) => opType is "Transpose" or "Reshape" or "Flatten" or "Squeeze" or "ReduceMean" or "Gemm" or "MatMul" or "Relu" or "Clip"
        or "Add" or "Sub" or "Mul" or "Div" or "Sum" or "Cast" or "Identity" or "Dropout" or "Shape";

    private static void Cast(ImportContext context, NodeView node)
    {
        if (TensorDecoder.IsIntegerType((int)node.Int("to", TensorDecoder.Float32)))
        {
            throw node.Refuse("activations cannot be cast to integers; the chip's own INT8 scales are chosen by calibration.");
        }

        context.DefineAlias(node.OutputName, node.Required(0));
    }

    /// <summary>Softmax keeps the order of the logits; the graph marks the alias so that nothing may follow it.</summary>
    private static void Softmax(ImportContext context, NodeView node)
    {
        ImportValue input = node.Required(0);
        int axis = ShapeMath.Axis(node, node.Int("axis", node.Opset < 13 ? 1 : -1), input.Shape.Length);
        if (axis != 1 || context.Shape(input).Pixels != 1)
        {
            throw node.Refuse("a softmax is only dropped over the classes of the output.");
        }

        context.DefineFinal(node.OutputName, input);
    }

    private static string Reason(string opType) => opType switch
    {
        "Round" or "Quant" or "BipolarQuant" or "QuantizeLinear" or "DequantizeLinear" or "QLinearConv" or "ConvInteger" =>
            "the chip has no rounding at a level of the network's own; its INT8 scales are chosen by calibration, so networks are handed in as float.",
        "Sigmoid" or "Tanh" or "LeakyRelu" or "PRelu" or "Elu" or "HardSwish" or "HardSigmoid" or "Gelu" or "Erf" or "Softplus" =>
            "the cores' only activation function is ReLU.",
        "Gather" => "an embedding look-up takes integers, not images.",
        "ConvTranspose" or "Resize" or "Upsample" => "up-sampling is not supported.",
        "Split" => "splitting activation tensors is not supported.",
        _ => "the operator is not supported on activations.",
    };
}
