namespace AnalogCoSim.Testbench.Transactions;

/// <summary>Values from one to another, both included, as bit patterns; of a signed field sign-extended to 64 bits.</summary>
/// <param name="Low">First value.</param>
/// <param name="High">Last value.</param>
public readonly record struct ValueRange(ulong Low, ulong High)
{
    /// <summary>The value at a place of the range, for an even draw: the product of a random word and the number of values, of which the upper half counts.</summary>
    /// <param name="word">Uniform 64-bit word.</param>
    /// <returns>A value of the range; not cut to a width.</returns>
    public ulong At(ulong word)
    {
        ulong span = High - Low;
        return span == ulong.MaxValue ? word : Low + Math.BigMul(word, span + 1, out _);
    }
}
