namespace AnalogCoSim.Compiler.Import;

/// <summary>A tensor known at import; numbers are held in binary64, which represents float32 and all shapes exactly.</summary>
/// <param name="Shape">Extents; empty for a scalar.</param>
/// <param name="Values">Elements in C order.</param>
/// <param name="IsInteger">Whether the ONNX type is an integer (division truncates).</param>
internal sealed record ConstantTensor(long[] Shape, double[] Values, bool IsInteger)
{
    public static ConstantTensor Vector(IEnumerable<long> values)
    {
        double[] data = [.. values.Select(v => (double)v)];
        return new ConstantTensor([data.Length], data, true);
    }

    /// <summary>Number of elements; -1 for a shape that cannot be: a negative extent, or more elements than 63 bits count.</summary>
    public static long Count(ReadOnlySpan<long> shape)
    {
        Int128 count = 1;
        foreach (long extent in shape)
        {
            if (extent < 0)
            {
                return -1;
            }

            count = count > long.MaxValue ? count : count * extent;
            if (extent == 0)
            {
                return shape.IndexOfAnyInRange(long.MinValue, -1) < 0 ? 0 : -1;
            }
        }

        return count > long.MaxValue ? -1 : (long)count;
    }

    /// <summary>Element steps of each dimension in C order.</summary>
    public static long[] Strides(ReadOnlySpan<long> shape)
    {
        var strides = new long[shape.Length];
        long step = 1;
        for (int d = shape.Length - 1; d >= 0; d--)
        {
            strides[d] = step;
            step *= shape[d];
        }

        return strides;
    }

    /// <summary>Picks elements by a function from the output coordinates to the source element; -1 gives 0.</summary>
    public ConstantTensor Gather(NodeView node, long[] shape, Func<long[], long> source)
    {
        var values = new double[node.Budget.Take(node, shape)];
        var coordinates = new long[shape.Length];
        for (long i = 0; i < values.Length; i++)
        {
            long from = source(coordinates);
            values[i] = from < 0 ? 0 : Values[from];
            for (int d = shape.Length - 1; d >= 0 && ++coordinates[d] == shape[d]; d--)
            {
                coordinates[d] = 0;
            }
        }

        return new ConstantTensor(shape, values, IsInteger);
    }
}
