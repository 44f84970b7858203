namespace AnalogCoSim.Chip.Host;

/// <summary>The class that a network's output stands for.</summary>
public static class ArgMax
{
    /// <summary>Index of the largest element, the first of equals.</summary>
    /// <param name="values">At least one value.</param>
    /// <returns>Index.</returns>
    public static int Of(ReadOnlySpan<sbyte> values)
    {
        int best = 0;
        for (int k = 1; k < values.Length; k++)
        {
            best = values[k] > values[best] ? k : best;
        }

        return best;
    }
}
