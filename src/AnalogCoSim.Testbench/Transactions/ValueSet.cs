namespace AnalogCoSim.Testbench.Transactions;

/// <summary>A class of values of a field, e.g. the subnormal numbers: one or more ranges that are drawn evenly, and within them their values.</summary>
/// <param name="ranges">The ranges, at least one.</param>
public sealed class ValueSet(params ValueRange[] ranges)
{
    /// <summary>A set of single values.</summary>
    /// <param name="values">Bit patterns.</param>
    /// <returns>The set.</returns>
    public static ValueSet Of(params ReadOnlySpan<ulong> values) => new(Each(values));

    /// <summary>Draws a value.</summary>
    /// <param name="which">Uniform word that chooses the range.</param>
    /// <param name="word">Uniform word that chooses the value.</param>
    /// <returns>The value; not cut to a width.</returns>
    public ulong Draw(uint which, ulong word) => ranges[(int)(((ulong)which * (uint)ranges.Length) >> 32)].At(word);

    /// <summary>Whether a bit pattern belongs to the set.</summary>
    /// <param name="value">Bit pattern.</param>
    /// <returns>True if so.</returns>
    public bool Contains(ulong value) => ranges.Any(range => value - range.Low <= range.High - range.Low);

    private static ValueRange[] Each(ReadOnlySpan<ulong> values)
    {
        var all = new ValueRange[values.Length];
        for (int k = 0; k < values.Length; k++)
        {
            all[k] = new ValueRange(values[k], values[k]);
        }

        return all;
    }
}
