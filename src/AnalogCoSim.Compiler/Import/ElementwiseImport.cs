using AnalogCoSim.Compiler.Graph;

namespace AnalogCoSim.Compiler.Import;

/// <summary>Batch norm, activation functions and arithmetic on activations.</summary>
internal static class ElementwiseImport
{
    public static void BatchNormalization(ImportContext context, NodeView node)
    {
        if (node.Int("training_mode", 0) != 0)
        {
            throw node.Refuse("it is in training mode.", "Export the network in evaluation mode (model.eval()).");
        }

        int channels = context.Shape(node.Required(0)).Channels;
        double[][] tensors = [.. Enumerable.Range(1, 4).Select(i => Channels(node, node.Constant(i, "a parameter"), channels))];
        double epsilon = node.Float("epsilon", 1e-5f);
        double[] scale = [.. tensors[0].Zip(tensors[3], (gamma, variance) => gamma / Math.Sqrt(variance + epsilon))];
        double[] shift = [.. Enumerable.Range(0, channels).Select(c => tensors[1][c] - (tensors[2][c] * scale[c]))];
        if (scale.Concat(shift).Any(v => !double.IsFinite(v)))
        {
            throw node.BadShape("A parameter is not finite.", "finite numbers, variance + epsilon above 0", "infinity or NaN");
        }

        Affine(context, node, scale, shift);
    }

    public static void Arithmetic(ImportContext context, NodeView node)
    {
        ImportValue left = node.Required(0);
        ImportValue right = node.Required(1);
        if (left.Constant is null && right.Constant is null)
        {
            AddActivations(context, node, left, right);
            return;
        }

        ConstantTensor constant = left.Constant ?? right.Constant!;
        ImportValue input = left.Constant is null ? left : right;
        bool constantFirst = left.Constant is not null;
        double[] values = PerChannel(context, node, input, constant);
        (Func<double, double> scale, Func<double, double> shift) = (node.OpType, constantFirst) switch
        {
            ("Add" or "Sum", _) => ((Func<double, double>)(_ => 1), (Func<double, double>)(v => v)),
            ("Sub", false) => (_ => 1, v => -v),
            ("Sub", true) => (_ => -1, v => v),
            ("Mul", _) => (v => v, _ => 0),
            ("Div", false) => (v => 1 / v, _ => 0),
            _ => throw node.Refuse("a constant cannot be divided by activations."),
        };
        Affine(context, node, input, node.OutputName, [.. values.Select(scale)], [.. values.Select(shift)]);
    }

    /// <summary>Sum of one or two tensors; more are refused, since each addition has an INT8 result and an order of its own.</summary>
    public static void Sum(ImportContext context, NodeView node)
    {
        switch (node.Inputs.Count)
        {
            case 1: context.DefineAlias(node.OutputName, node.Required(0)); break;
            case 2: Arithmetic(context, node); break;
            default: throw node.Refuse($"only two tensors can be summed at once, not {node.Inputs.Count}.", "Write the sum as a chain of Add.");
        }
    }

    public static void Relu(ImportContext context, NodeView node, float ceiling)
    {
        ImportValue input = node.Required(0);
        ImportValue output = context.DefineLike(node.OutputName, input);
        context.Add(new ReluLayer { Name = node.Name, Input = input.Id, Output = output.Id, Relu = true, Ceiling = ceiling });
    }

    public static void Clip(ImportContext context, NodeView node)
    {
        double minimum = node.Opset < 11 ? node.Float("min", float.MinValue) : node.OptionalConstant(1, "the lower bound")?.Values[0] ?? float.MinValue;
        double maximum = node.Opset < 11 ? node.Float("max", float.MaxValue) : node.OptionalConstant(2, "the upper bound")?.Values[0] ?? float.MaxValue;
        if (minimum != 0 || maximum <= 0)
        {
            throw node.Refuse($"of bounds only 0 below and a positive one above can be expressed (ReLU and the upper end of INT8), not {minimum} and {maximum}.");
        }

        Relu(context, node, maximum >= float.MaxValue ? float.PositiveInfinity : (float)maximum);
    }

    private static void AddActivations(ImportContext context, NodeView node, ImportValue left, ImportValue right)
    {
        if (node.OpType is not ("Add" or "Sum" or "Sub"))
        {
            throw node.Refuse("of two activation tensors only the sum and the difference are supported.");
        }

        if (!left.Shape.SequenceEqual(right.Shape) || left.ChannelsLast != right.ChannelsLast)
        {
            throw node.Refuse($"activations of different shapes cannot be added: {left.ShapeText} and {right.ShapeText}.");
        }

        ImportValue second = node.OpType == "Sub" ? Affine(context, node, right, $"{node.OutputName}:negative", Uniform(-1), Uniform(0)) : right;
        ImportValue output = context.DefineLike(node.OutputName, left);
        context.Add(new AddLayer { Name = node.Name, Input = left.Id, Second = second.Id, Output = output.Id });

        double[] Uniform(double value) => [.. Enumerable.Repeat(value, context.Shape(right).Channels)];
    }

    private static double[] PerChannel(ImportContext context, NodeView node, ImportValue input, ConstantTensor constant)
    {
        int rank = input.Shape.Length;
        int channels = context.Shape(input).Channels;
        int offset = rank - constant.Shape.Length;
        int axis = (input.ChannelsLast, rank) switch { (null, _) => 1, (_, 4) => 3, _ => -1 };
        bool perChannel = offset >= 0 && constant.Shape.Select((n, d) => n == 1 || (d + offset == axis && n == channels)).All(ok => ok);
        return perChannel
            ? Channels(node, constant, channels)
            : throw node.Refuse($"a constant must be one number or one a channel ({channels}), not [{string.Join(", ", constant.Shape)}] on {input.ShapeText}.");
    }

    private static double[] Channels(NodeView node, ConstantTensor tensor, int channels) => tensor.Values.Length switch
    {
        1 => [.. Enumerable.Repeat(tensor.Values[0], channels)],
        int n when n == channels => tensor.Values,
        int n => throw node.BadShape("A parameter does not fit the channels.", $"{channels} numbers", $"{n}"),
    };

    private static void Affine(ImportContext context, NodeView node, double[] scale, double[] shift) =>
        Affine(context, node, node.Required(0), node.OutputName, scale, shift);

    private static ImportValue Affine(ImportContext context, NodeView node, ImportValue input, string name, double[] scale, double[] shift)
    {
        ImportValue output = context.DefineLike(name, input);
        context.Add(new AffineLayer
        {
            Name = node.Name,
            Input = input.Id,
            Output = output.Id,
            Scale = [.. scale.Select(v => (float)v)],
            Shift = [.. shift.Select(v => (float)v)],
        });
        return output;
    }
}
