namespace AnalogCoSim.Compiler.Import;

/// <summary>Carries out the nodes whose inputs are all constants: the shape arithmetic that exporters leave in the file.</summary>
internal static class ConstantFolder
{
    public static ConstantTensor? TryFold(NodeView node) => node.OpType switch
    {
        "Constant" => Constant(node),
        _ when !node.AllConstant => null,
        "Identity" or "Dropout" => node.Constant(0, "the input"),
        "Shape" => ConstantTensor.Vector(node.Constant(0, "the input").Shape),
        "Cast" => Cast(node),
        "ConstantOfShape" => ConstantOfShape(node),
        "Concat" => Concat(node),
        "Reshape" => Reshape(node),
        "Flatten" => Flatten(node),
        "Squeeze" => node.Constant(0, "the input") with { Shape = ShapeMath.Squeeze(node, node.Required(0).Shape) },
        "Unsqueeze" => node.Constant(0, "the input") with { Shape = ShapeMath.Unsqueeze(node, node.Required(0).Shape) },
        "Transpose" => Transpose(node),
        "Gather" => GatherAxis(node),
        "Slice" => Slice(node),
        "Expand" => Expand(node),
        "Neg" => Unary(node, v => -v),
        "Sqrt" => Unary(node, Math.Sqrt),
        "Add" => Binary(node, (a, b) => a + b),
        "Sub" => Binary(node, (a, b) => a - b),
        "Mul" => Binary(node, (a, b) => a * b),
        "Div" => Binary(node, node.Required(0).Constant!.IsInteger ? static (a, b) => Math.Truncate(a / b) : static (a, b) => a / b),
        "Pow" => Binary(node, Math.Pow),
        _ => null,
    };

    private static ConstantTensor Constant(NodeView node)
    {
        if (node.Tensor("value") is { } tensor)
        {
            return TensorDecoder.Decode(tensor, node.Where);
        }

        return node switch
        {
            _ when node.Has("value_int") => new ConstantTensor([], [node.Int("value_int", 0)], true),
            _ when node.Has("value_float") => new ConstantTensor([], [node.Float("value_float", 0)], false),
            _ when node.Has("value_ints") => ConstantTensor.Vector(node.Ints("value_ints")!),
            _ when node.Floats("value_floats") is { } floats => new ConstantTensor([floats.Length], [.. floats.Select(v => (double)v)], false),
            _ => throw node.Refuse("only dense number constants are supported."),
        };
    }

    private static ConstantTensor Cast(NodeView node)
    {
        ConstantTensor input = node.Constant(0, "the input");
        bool integer = TensorDecoder.IsIntegerType(node.Int("to", TensorDecoder.Float32, 0, 64));
        return input with { Values = integer ? [.. input.Values.Select(Math.Truncate)] : input.Values, IsInteger = integer };
    }

    private static ConstantTensor ConstantOfShape(NodeView node)
    {
        ConstantTensor? value = node.Tensor("value") is { } tensor ? TensorDecoder.Decode(tensor, node.Where) : null;
        if (value is { Values.Length: not 1 })
        {
            throw node.BadShape("The value must be one number.", "1 element", $"{value.Values.Length}");
        }

        long[] shape = node.Integers(0, "the shape");
        var values = new double[node.Budget.Take(node, shape)];
        Array.Fill(values, value?.Values[0] ?? 0);
        return new ConstantTensor(shape, values, value?.IsInteger ?? false);
    }

    private static ConstantTensor Concat(NodeView node)
    {
        ConstantTensor[] parts = [.. node.Inputs.Select((_, i) => node.Constant(i, "an input"))];
        int axis = ShapeMath.Axis(node, node.Int("axis", 0), parts[0].Shape.Length);
        if (Array.Find(parts, p => p.Shape.Length != parts[0].Shape.Length || p.Shape.Where((n, d) => d != axis && n != parts[0].Shape[d]).Any()) is { } other)
        {
            throw node.BadShape("The inputs do not fit together.", $"[{string.Join(", ", parts[0].Shape)}] but for axis {axis}", $"[{string.Join(", ", other.Shape)}]");
        }

        long[] shape = [.. parts[0].Shape];
        shape[axis] = parts.Sum(p => p.Shape[axis]);
        var values = new List<double>(node.Budget.Take(node, shape));
        long outer = ConstantTensor.Count(shape.AsSpan(0, axis));
        for (long o = 0; o < outer; o++)
        {
            foreach (ConstantTensor part in parts)
            {
                int run = (int)ConstantTensor.Count(part.Shape.AsSpan(axis));
                values.AddRange(part.Values.AsSpan((int)o * run, run));
            }
        }

        return new ConstantTensor(shape, [.. values], parts[0].IsInteger);
    }

    private static ConstantTensor Reshape(NodeView node)
    {
        ConstantTensor input = node.Constant(0, "the input");
        return input with { Shape = ShapeMath.Reshape(node, input.Shape, node.Integers(1, "the shape")) };
    }

    private static ConstantTensor Flatten(NodeView node)
    {
        ConstantTensor input = node.Constant(0, "the input");
        return input with { Shape = ShapeMath.Flatten(node, input.Shape) };
    }

    private static ConstantTensor Transpose(NodeView node)
    {
        ConstantTensor input = node.Constant(0, "the input");
        int[] permutation = ShapeMath.Permutation(node, input.Shape.Length);
        long[] strides = ConstantTensor.Strides(input.Shape);
        long[] shape = [.. permutation.Select(d => input.Shape[d])];
        return input.Gather(node, shape, at => at.Select((x, d) => x * strides[permutation[d]]).Sum());
    }

    private static ConstantTensor GatherAxis(NodeView node)
    {
        ConstantTensor input = node.Constant(0, "the input");
        ConstantTensor indices = node.Constant(1, "the indices");
        int axis = ShapeMath.Axis(node, node.Int("axis", 0), input.Shape.Length);
        long[] strides = ConstantTensor.Strides(input.Shape);
        long[] indexStrides = ConstantTensor.Strides(indices.Shape);
        int inner = indices.Shape.Length;
        long extent = input.Shape[axis];
        if (Array.FindIndex(indices.Values, index => !(index >= -extent && index < extent)) is var wrong and >= 0)
        {
            throw node.BadShape("An index is out of range.", $"-{extent} to {extent - 1}", $"{indices.Values[wrong]}");
        }

        long[] shape = [.. input.Shape[..axis], .. indices.Shape, .. input.Shape[(axis + 1)..]];
        return input.Gather(node, shape, at =>
        {
            long index = (long)indices.Values[at.Skip(axis).Take(inner).Select((x, d) => x * indexStrides[d]).Sum()];
            index += index < 0 ? extent : 0;
            long before = at.Take(axis).Select((x, d) => x * strides[d]).Sum();
            long after = at.Skip(axis + inner).Select((x, d) => x * strides[axis + 1 + d]).Sum();
            return before + (index * strides[axis]) + after;
        });
    }

    private static ConstantTensor Slice(NodeView node)
    {
        ConstantTensor input = node.Constant(0, "the input");
        SliceRange[] ranges = ShapeMath.Slices(node, input.Shape);
        long[] strides = ConstantTensor.Strides(input.Shape);
        return input.Gather(node, [.. ranges.Select(r => r.Count)], at => at.Select((x, d) => (ranges[d].Start + (x * ranges[d].Step)) * strides[d]).Sum());
    }

    private static ConstantTensor Expand(NodeView node)
    {
        ConstantTensor input = node.Constant(0, "the input");
        long[] shape = ShapeMath.Broadcast(node, input.Shape, node.Integers(1, "the shape"));
        return input.Gather(node, shape, BroadcastIndex(input.Shape, shape.Length));
    }

    private static ConstantTensor Unary(NodeView node, Func<double, double> operation)
    {
        ConstantTensor input = node.Constant(0, "the input");
        return input with { Values = [.. input.Values.Select(operation)] };
    }

    private static ConstantTensor Binary(NodeView node, Func<double, double, double> operation)
    {
        ConstantTensor a = node.Constant(0, "the input");
        ConstantTensor b = node.Constant(1, "the input");
        long[] shape = ShapeMath.Broadcast(node, a.Shape, b.Shape);
        ConstantTensor left = a.Gather(node, shape, BroadcastIndex(a.Shape, shape.Length));
        ConstantTensor right = b.Gather(node, shape, BroadcastIndex(b.Shape, shape.Length));
        return left with { Values = [.. left.Values.Zip(right.Values, operation)] };
    }

    private static Func<long[], long> BroadcastIndex(long[] shape, int rank)
    {
        long[] strides = ConstantTensor.Strides(shape);
        int skip = rank - shape.Length;
        return at =>
        {
            long index = 0;
            for (int d = 0; d < shape.Length; d++)
            {
                index += shape[d] == 1 ? 0 : at[d + skip] * strides[d];
            }

            return index;
        };
    }
}
