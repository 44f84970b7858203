using System.Collections.Frozen;

namespace AnalogCoSim.Compiler.Import;

/// <summary>Makes the layer of each supported operator; everything else is refused with its reason.</summary>
internal static class LayerImport
{
    /// <summary>How an operator is imported, and whether it may read images with the channels last, [N, H, W, C].</summary>
    private sealed record Importer(Action<ImportContext, NodeView> Import, bool ChannelsLast = false);

    private static readonly Importer Arithmetic = new(ElementwiseImport.Arithmetic, ChannelsLast: true);
    private static readonly Importer Reshape = new(ShapeImport.Reshape, ChannelsLast: true);
    private static readonly Importer Alias = new((context, node) => context.DefineAlias(node.OutputName, node.Required(0)), ChannelsLast: true);
    private static readonly Importer Classes = new(Softmax);

    private static readonly FrozenDictionary<string, Importer> Importers = new Dictionary<string, Importer>(StringComparer.Ordinal)
    {
        ["Conv"] = new(LinearImport.Convolution),
        ["Gemm"] = new(LinearImport.Gemm, ChannelsLast: true),
        ["MatMul"] = new(LinearImport.MatMul, ChannelsLast: true),
        ["BatchNormalization"] = new(ElementwiseImport.BatchNormalization),
        ["Add"] = Arithmetic,
        ["Sub"] = Arithmetic,
        ["Mul"] = Arithmetic,
        ["Div"] = Arithmetic,
        ["Sum"] = new(ElementwiseImport.Sum, ChannelsLast: true),
        ["Relu"] = new((context, node) => ElementwiseImport.Relu(context, node, float.PositiveInfinity), ChannelsLast: true),
        ["Clip"] = new(ElementwiseImport.Clip, ChannelsLast: true),
        ["MaxPool"] = new(PoolingImport.MaxPool),
        ["GlobalMaxPool"] = new(PoolingImport.GlobalMax),
        ["AveragePool"] = new(PoolingImport.AveragePool),
        ["GlobalAveragePool"] = new((context, node) => PoolingImport.GlobalAverage(context, node, true)),
        ["ReduceMean"] = new(PoolingImport.ReduceMean, ChannelsLast: true),
        ["Pad"] = new(ShapeImport.Pad),
        ["Slice"] = new(ShapeImport.Slice),
        ["Split"] = new(ShapeImport.Split),
        ["Concat"] = new(ShapeImport.Concat),
        ["Reshape"] = Reshape,
        ["Flatten"] = Reshape,
        ["Squeeze"] = Reshape,
        ["Unsqueeze"] = new(ShapeImport.Reshape),
        ["Transpose"] = new(ShapeImport.Transpose, ChannelsLast: true),
        ["Shape"] = new((context, node) => context.DefineConstant(node.OutputName, ConstantTensor.Vector(node.Required(0).Shape)), ChannelsLast: true),
        ["Identity"] = Alias,
        ["Dropout"] = Alias,
        ["Cast"] = new(Cast, ChannelsLast: true),
        ["Softmax"] = Classes,
        ["LogSoftmax"] = Classes,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static void Import(ImportContext context, NodeView node)
    {
        context.CheckNotFinal(node);
        if (!Importers.TryGetValue(node.OpType, out Importer? importer))
        {
            throw node.Refuse(Reason(node.OpType));
        }

        if (!importer.ChannelsLast && node.Inputs.Any(value => value is { ChannelsLast: not null }))
        {
            throw node.Refuse("its input has the channels last.", "Export the network with images as [N, C, H, W].");
        }

        if (node.Inputs.FirstOrDefault(value => value is { Constant: null, Shape.Length: > 4 }) is { } grouped && node.OpType is not ("Reshape" or "Transpose"))
        {
            throw node.Refuse($"its input {grouped.ShapeText} has more than four extents; groups of channels can only be exchanged (a channel shuffle).");
        }

        importer.Import(context, node);
    }

    private static void Cast(ImportContext context, NodeView node)
    {
        if (TensorDecoder.IsIntegerType(node.Int("to", TensorDecoder.Float32, 0, 64)))
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
        _ => "the operator is not supported on activations.",
    };
}
