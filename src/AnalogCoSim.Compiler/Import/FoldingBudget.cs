namespace AnalogCoSim.Compiler.Import;

/// <summary>What the constants that are computed at import may take, all together: a few bytes of a file can ask for any number of elements.</summary>
internal sealed class FoldingBudget
{
    // Four times the cells of the chip; what is folded in real networks are shapes and scales.
    private const long Most = 1 << 24;

    private long _used;

    /// <summary>Takes the elements of a computed constant from the budget.</summary>
    /// <param name="node">The node that computes it, for the error.</param>
    /// <param name="shape">Its shape.</param>
    /// <returns>Number of elements.</returns>
    /// <exception cref="Core.Errors.AcsException">ACS0204 for an impossible shape, or beyond the budget.</exception>
    public int Take(NodeView node, long[] shape)
    {
        long count = ConstantTensor.Count(shape);
        if (count < 0 || count > Most - _used)
        {
            throw node.BadShape("A constant is too large to compute.", $"at most {Most - _used} elements", $"[{string.Join(", ", shape)}]");
        }

        _used += count;
        return (int)count;
    }
}
