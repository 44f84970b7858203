using AnalogCoSim.Chip.Host;
using AnalogCoSim.Compiler.Graph;

namespace AnalogCoSim.Compiler.Import;

/// <summary>Reshaping, zero padding, sub-sampling and joining of activations.</summary>
internal static class ShapeImport
{
    private static readonly int[] ToChannelsLast = [0, 2, 3, 1];
    private static readonly int[] SwappedGroups = [0, 2, 1, 3, 4];

    /// <summary>The transposition from [N, H, W, C] to [N, C, H, W].</summary>
    public static IReadOnlyList<int> ToChannelsFirst { get; } = [0, 3, 1, 2];

    public static void Reshape(ImportContext context, NodeView node)
    {
        ImportValue input = node.Required(0);
        long[] shape = node.OpType switch
        {
            "Flatten" => ShapeMath.Flatten(node, input.Shape),
            "Squeeze" => ShapeMath.Squeeze(node, input.Shape),
            "Unsqueeze" => ShapeMath.Unsqueeze(node, input.Shape),
            _ => ShapeMath.Reshape(node, input.Shape, node.Integers(1, "the shape")),
        };
        if (IsGrouped(input, shape))
        {
            context.DefineAlias(node.OutputName, input, shape);
            return;
        }

        context.Reshape(node, input, shape);
    }

    /// <summary>Moves the channels between second and last place, which changes nothing in the graph; or extents of 1, which changes nothing in the order of the elements.</summary>
    public static void Transpose(ImportContext context, NodeView node)
    {
        ImportValue input = node.Required(0);
        int[] permutation = ShapeMath.Permutation(node, input.Shape.Length);
        if (input.Shape.Length == 4 && permutation.SequenceEqual(input.ChannelsLast is null ? ToChannelsLast : ToChannelsFirst))
        {
            context.DefineTransposed(node.OutputName, input);
            return;
        }

        if (input.Shape.Length == 5 && permutation.SequenceEqual(SwappedGroups))
        {
            Shuffle(context, node, input);
            return;
        }

        long[] moved = [.. permutation.Where(d => input.Shape[d] != 1)];
        context.Reshape(node, input, moved.SequenceEqual(moved.Order())
            ? [.. permutation.Select(d => input.Shape[d])]
            : throw node.Refuse("of transpositions only those between [N, C, H, W] and [N, H, W, C] are supported.", "Export the network with images as [N, C, H, W]."));
    }

    public static void Pad(ImportContext context, NodeView node)
    {
        ImportValue input = node.Required(0);
        long[] pads = Pads(node, input.Shape.Length);
        bool zero = pads.All(p => p == 0);
        if (zero)
        {
            context.DefineAlias(node.OutputName, input);
            return;
        }

        if (input.Shape.Length != 4 || pads.Any(p => p < 0) || pads[0] != 0 || pads[4] != 0)
        {
            throw node.Refuse("only zeros around the channels or the image of a [N, C, H, W] tensor are supported.");
        }

        PadChannels(context, node, PadImage(context, node, input, pads), pads);
    }

    public static void Slice(ImportContext context, NodeView node)
    {
        ImportValue input = node.Required(0);
        Take(context, node, input, node.OutputName, ShapeMath.Slices(node, input.Shape));
    }

    /// <summary>Each part is a slice of its own.</summary>
    public static void Split(ImportContext context, NodeView node)
    {
        ImportValue input = node.Required(0);
        int axis = ShapeMath.Axis(node, node.Int("axis", 0), input.Shape.Length);
        long[] sizes = ShapeMath.SplitSizes(node, input.Shape[axis]);
        long first = 0;
        for (int i = 0; i < sizes.Length; i++)
        {
            SliceRange[] ranges = [.. input.Shape.Select(extent => new SliceRange(0, 1, extent))];
            ranges[axis] = new SliceRange(first, 1, sizes[i]);
            Take(context, node, input, node.Outputs[i], ranges);
            first += sizes[i];
        }
    }

    /// <summary>Channels of several tensors one behind the other: each is extended with zero channels to the full number, and these are added.</summary>
    public static void Concat(ImportContext context, NodeView node)
    {
        ImportValue[] parts = [.. Enumerable.Range(0, node.Inputs.Count).Select(node.Required)];
        ImportValue first = Array.Find(parts, part => part.Constant is null)!;
        int axis = ShapeMath.Axis(node, node.Int("axis", 1), first.Shape.Length);
        if (axis != 1 || first.Shape.Length is not (2 or 4))
        {
            throw node.Refuse($"only channels (axis 1) of [N, C] or [N, C, H, W] tensors can be joined, not axis {axis} of {first.ShapeText}.");
        }

        foreach (ImportValue part in parts)
        {
            CheckPart(node, first, part);
        }

        Join(context, node, parts, [first.Shape[0], parts.Sum(part => part.Shape[1]), .. first.Shape[2..]]);
    }

    /// <summary>Whether a reshape only writes the channels of an image as groups of channels, [N, C, H, W] as [N, G, C / G, H, W]: a shuffle of channels begins so.</summary>
    private static bool IsGrouped(ImportValue input, long[] shape) =>
        input is { Shape.Length: 4, ChannelsLast: null } && shape.Length == 5 && shape[0] == input.Shape[0] && shape[1] * shape[2] == input.Shape[1] && shape.AsSpan(3).SequenceEqual(input.Shape.AsSpan(2));

    private static void Shuffle(ImportContext context, NodeView node, ImportValue input)
    {
        long[] shape = [.. SwappedGroups.Select(d => input.Shape[d])];
        ImportValue output = context.Define(node.OutputName, [shape[0], shape[1] * shape[2], shape[3], shape[4]], node.Where);
        context.Add(new SamplingLayer { Name = node.Name, Input = input.Id, Output = output.Id, Sampling = new Sampling { Groups = (int)input.Shape[1] } });
        context.DefineAlias(node.OutputName, output, shape);
    }

    private static void Take(ImportContext context, NodeView node, ImportValue input, string name, SliceRange[] ranges)
    {
        if (ranges[0] != new SliceRange(0, 1, input.Shape[0]) || Array.Exists(ranges, range => range.Step < 0 || range.Count == 0))
        {
            throw node.Refuse($"only parts of an image, front to back, can be taken, not {string.Join(", ", ranges.Select(r => $"{r.Count} from {r.Start} by {r.Step}"))} of {input.ShapeText}.");
        }

        if (ranges.Select(range => range.Count).SequenceEqual(input.Shape))
        {
            context.DefineAlias(name, input);
            return;
        }

        ImportValue output = context.Define(name, [.. ranges.Select(range => range.Count)], node.Where);
        SampledAxis[] axes = [.. ranges.Select(range => new SampledAxis((int)range.Start, (int)Math.Min(range.Step, int.MaxValue)))];
        context.Add(new SamplingLayer
        {
            Name = node.Name,
            Input = input.Id,
            Output = output.Id,
            Sampling = new Sampling
            {
                Channels = axes[1],
                Rows = axes.Length == 4 ? axes[2] : SampledAxis.Whole,
                Columns = axes.Length > 2 ? axes[^1] : SampledAxis.Whole,
            },
        });
    }

    private static void CheckPart(NodeView node, ImportValue first, ImportValue part)
    {
        if (part.Shape.Length != first.Shape.Length || !part.Shape.AsSpan(2).SequenceEqual(first.Shape.AsSpan(2)) || part.Shape[0] != first.Shape[0])
        {
            throw node.BadShape("The tensors do not fit together.", $"{first.ShapeText} but for axis 1", part.ShapeText);
        }

        if (part.Constant is { } constant && constant.Values.Any(value => value != 0))
        {
            throw node.Refuse($"of constants only zeros can be joined to activations, not '{part.Name}'.");
        }
    }

    private static void Join(ImportContext context, NodeView node, ImportValue[] parts, long[] shape)
    {
        ImportValue? sum = null;
        int before = 0;
        foreach (ImportValue part in parts)
        {
            if (part.Constant is null)
            {
                ImportValue wide = Extend(part);
                sum = sum is null ? wide : Add(sum, wide);
            }

            before += (int)part.Shape[1];
        }

        context.DefineAlias(node.OutputName, sum!);

        ImportValue Extend(ImportValue part)
        {
            if (part.Shape[1] == shape[1])
            {
                return part;
            }

            ImportValue output = context.Define($"{node.OutputName}:from {before}", shape, node.Where);
            context.Add(new SamplingLayer { Name = node.Name, Input = part.Id, Output = output.Id, Sampling = new Sampling { ChannelsBefore = before } });
            return output;
        }

        ImportValue Add(ImportValue one, ImportValue other)
        {
            ImportValue output = context.Define($"{node.OutputName}:up to {before}", shape, node.Where);
            context.Add(new AddLayer { Name = node.Name, Input = one.Id, Second = other.Id, Output = output.Id });
            return output;
        }
    }

    private static long[] Pads(NodeView node, int rank)
    {
        string mode = node.Text("mode", "constant");
        double value = node.Opset < 11 ? node.Float("value", 0) : node.OptionalConstant(2, "the padding value")?.Values.FirstOrDefault() ?? 0;
        long[] pads = node.Opset < 11 ? node.Ints("pads") ?? [] : node.Integers(1, "the padding");
        if (mode != "constant" || value != 0)
        {
            throw node.Refuse($"only padding with zeros is supported, not mode '{mode}' with value {value}.");
        }

        long[]? axes = node.OptionalIntegers(3, "the axes");
        if (axes is not null)
        {
            if (pads.Length != 2 * axes.Length)
            {
                throw node.BadShape("The padding does not fit the axes.", $"{2 * axes.Length} numbers", $"{pads.Length}");
            }

            var full = new long[2 * rank];
            for (int i = 0; i < axes.Length; i++)
            {
                int axis = ShapeMath.Axis(node, axes[i], rank);
                (full[axis], full[axis + rank]) = (pads[i], pads[i + axes.Length]);
            }

            pads = full;
        }

        if (Array.Exists(pads, pad => Math.Abs(Math.Max(pad, -long.MaxValue)) > NodeView.MostExtent))
        {
            throw node.BadShape("The padding is out of range.", $"at most {NodeView.MostExtent}", $"[{string.Join(", ", pads)}]");
        }

        return pads.Length == 2 * rank ? pads : throw node.BadShape("The padding does not fit the tensor.", $"{2 * rank} numbers", $"{pads.Length}");
    }

    private static ImportValue PadImage(ImportContext context, NodeView node, ImportValue input, long[] pads)
    {
        if (pads[2] + pads[3] + pads[6] + pads[7] == 0)
        {
            return input;
        }

        long[] shape = [input.Shape[0], input.Shape[1], input.Shape[2] + pads[2] + pads[6], input.Shape[3] + pads[3] + pads[7]];
        ImportValue output = context.Define(node.OutputName, shape, node.Where);
        context.Add(new PadLayer { Name = node.Name, Input = input.Id, Output = output.Id, Top = (int)pads[2], Left = (int)pads[3] });
        return output;
    }

    private static void PadChannels(ImportContext context, NodeView node, ImportValue input, long[] pads)
    {
        if (pads[1] + pads[5] == 0)
        {
            return;
        }

        long[] shape = [input.Shape[0], input.Shape[1] + pads[1] + pads[5], input.Shape[2], input.Shape[3]];
        ImportValue output = context.Define(node.OutputName, shape, node.Where);
        context.Add(new SamplingLayer { Name = node.Name, Input = input.Id, Output = output.Id, Sampling = new Sampling { ChannelsBefore = (int)pads[1] } });
    }
}
