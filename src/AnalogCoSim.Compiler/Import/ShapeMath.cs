namespace AnalogCoSim.Compiler.Import;

/// <summary>What a Slice takes of one dimension.</summary>
/// <param name="Start">First element.</param>
/// <param name="Step">Step, negative for backwards.</param>
/// <param name="Count">Number of elements.</param>
internal readonly record struct SliceRange(long Start, long Step, long Count);

/// <summary>Shape rules of the ONNX operators that are shared by constants and by values that depend on the image.</summary>
internal static class ShapeMath
{
    public static int Axis(NodeView node, long axis, int rank)
    {
        long positive = axis < 0 ? axis + rank : axis;
        return positive >= 0 && positive < rank ? (int)positive : throw node.BadShape("An axis is out of range.", $"-{rank} to {rank - 1}", $"{axis}");
    }

    /// <summary>The axes from the attribute (older opsets) or from an input; null if neither is there.</summary>
    public static long[]? Axes(NodeView node, int input) =>
        node.Ints("axes") ?? node.OptionalIntegers(input, "the axes");

    /// <summary>The permutation of a Transpose; without one, the reversed order.</summary>
    public static int[] Permutation(NodeView node, int rank)
    {
        long[] given = node.Ints("perm") ?? [.. Enumerable.Range(0, rank).Reverse().Select(d => (long)d)];
        return given.Order().SequenceEqual(Enumerable.Range(0, rank).Select(d => (long)d))
            ? [.. given.Select(d => (int)d)]
            : throw node.BadShape("The permutation does not fit the tensor.", $"each of 0 to {rank - 1} once", $"[{string.Join(", ", given)}]");
    }

    /// <summary>The two extents of a Flatten.</summary>
    public static long[] Flatten(NodeView node, long[] shape)
    {
        long axis = node.Int("axis", 1);
        axis += axis < 0 ? shape.Length : 0;
        return axis >= 0 && axis <= shape.Length
            ? [ConstantTensor.Count(shape.AsSpan(0, (int)axis)), ConstantTensor.Count(shape.AsSpan((int)axis))]
            : throw node.BadShape("The axis is out of range.", $"0 to {shape.Length}", $"{axis}");
    }

    public static long[] Reshape(NodeView node, long[] from, long[] target)
    {
        long[] shape = [.. target];
        bool zeroIsZero = node.Int("allowzero", 0) != 0;
        for (int d = 0; d < shape.Length; d++)
        {
            shape[d] = shape[d] == 0 && !zeroIsZero && d < from.Length ? from[d] : shape[d];
        }

        int open = Array.IndexOf(shape, -1);
        if (open >= 0)
        {
            long rest = ConstantTensor.Count([.. shape.Where((_, d) => d != open)]);
            shape[open] = rest <= 0 ? 0 : ConstantTensor.Count(from) / rest;
        }

        return ConstantTensor.Count(shape) is >= 0 and var count && count == ConstantTensor.Count(from)
            ? shape
            : throw node.BadShape("The new shape does not hold the elements.", $"{ConstantTensor.Count(from)} elements", $"[{string.Join(", ", target)}]");
    }

    public static long[] Squeeze(NodeView node, long[] from)
    {
        HashSet<int>? axes = Axes(node, 1)?.Select(a => Axis(node, a, from.Length)).ToHashSet();
        if (axes?.Any(a => from[a] != 1) == true)
        {
            throw node.BadShape("Only dimensions of extent 1 can be squeezed.", "1", $"[{string.Join(", ", from)}], axes {string.Join(", ", axes)}");
        }

        return [.. from.Where((n, d) => axes is null ? n != 1 : !axes.Contains(d))];
    }

    public static long[] Unsqueeze(NodeView node, long[] from)
    {
        long[] axes = Axes(node, 1) ?? throw node.BadShape("The axes are missing.", "axes", "none");
        int rank = from.Length + axes.Length;
        HashSet<int> added = [.. axes.Select(a => Axis(node, a, rank))];
        if (added.Count != axes.Length)
        {
            throw node.BadShape("An axis stands twice.", "different axes", string.Join(", ", axes));
        }

        var rest = new Queue<long>(from);
        return [.. Enumerable.Range(0, rank).Select(d => added.Contains(d) ? 1 : rest.Dequeue())];
    }

    public static long[] Broadcast(NodeView node, long[] a, long[] b)
    {
        int rank = Math.Max(a.Length, b.Length);
        var shape = new long[rank];
        for (int d = 0; d < rank; d++)
        {
            long x = d < rank - a.Length ? 1 : a[d - rank + a.Length];
            long y = d < rank - b.Length ? 1 : b[d - rank + b.Length];
            shape[d] = x == y || y == 1 ? x : x == 1 ? y : throw node.BadShape("The inputs do not fit together.", $"[{string.Join(", ", a)}]", $"[{string.Join(", ", b)}]");
        }

        return shape;
    }

    public static SliceRange[] Slices(NodeView node, long[] shape)
    {
        SliceRange[] ranges = [.. shape.Select(n => new SliceRange(0, 1, n))];
        long[] starts = node.Ints("starts") ?? node.Integers(1, "the starts");
        long[] ends = node.Ints("ends") ?? node.Integers(2, "the ends");
        long[] axes = Axes(node, 3) ?? [.. Enumerable.Range(0, starts.Length).Select(d => (long)d)];
        long[] steps = node.OptionalIntegers(4, "the steps") ?? [.. Enumerable.Repeat(1L, starts.Length)];
        if (ends.Length != starts.Length || axes.Length != starts.Length || steps.Length != starts.Length)
        {
            throw node.BadShape("Starts, ends, axes and steps differ in number.", $"{starts.Length} of each", $"{ends.Length} ends, {axes.Length} axes, {steps.Length} steps");
        }

        for (int i = 0; i < starts.Length; i++)
        {
            int axis = Axis(node, axes[i], shape.Length);
            ranges[axis] = Range(node, shape[axis], starts[i], ends[i], steps[i]);
        }

        return ranges;
    }

    /// <summary>Extents of the parts that a Split makes of an axis.</summary>
    public static long[] SplitSizes(NodeView node, long extent)
    {
        int parts = node.Outputs.Count;
        long even = (extent + parts - 1) / parts;
        long[] sizes = node.Ints("split") ?? node.OptionalIntegers(1, "the split")
            ?? [.. Enumerable.Range(0, parts).Select(i => Math.Min(even, extent - (i * even)))];
        return sizes.Length == parts && Array.TrueForAll(sizes, size => size > 0 && size <= extent) && sizes.Sum() == extent
            ? sizes
            : throw node.BadShape("The parts do not fit the axis.", $"{parts} positive extents that make {extent}", $"[{string.Join(", ", sizes)}]");
    }

    private static SliceRange Range(NodeView node, long extent, long start, long end, long step)
    {
        if (step == 0)
        {
            throw node.BadShape("A step is 0.", "a step", "0");
        }

        // A step beyond the extent takes one element, as one of the extent does.
        step = Math.Clamp(step, -extent - 1, extent + 1);
        long first = Math.Clamp(start < 0 ? start + extent : start, step > 0 ? 0 : -1, step > 0 ? extent : extent - 1);
        long limit = Math.Clamp(end < 0 && end > -extent - 1 ? end + extent : end, -1, extent);
        limit = step > 0 ? Math.Max(limit, 0) : limit;
        long count = step > 0 ? (limit - first + step - 1) / step : (first - limit - step - 1) / -step;
        return new SliceRange(first, step, Math.Max(0, count));
    }
}
