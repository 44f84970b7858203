namespace AnalogCoSim.Bench.Lockstep;

/// <summary>How much a scoreboard compared.</summary>
/// <param name="Mvms">MVMs.</param>
/// <param name="Inputs">INT8 inputs.</param>
/// <param name="Counts">ADC counts.</param>
/// <param name="Outputs">LDPU outputs.</param>
public readonly record struct LockstepCounts(long Mvms, long Inputs, long Counts, long Outputs)
{
    /// <summary>Adds two.</summary>
    /// <param name="a">One.</param>
    /// <param name="b">Other.</param>
    /// <returns>The sum.</returns>
    public static LockstepCounts operator +(LockstepCounts a, LockstepCounts b) => Add(a, b);

    /// <summary>Adds two.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">Other.</param>
    /// <returns>The sum.</returns>
    public static LockstepCounts Add(LockstepCounts left, LockstepCounts right) =>
        new(left.Mvms + right.Mvms, left.Inputs + right.Inputs, left.Counts + right.Counts, left.Outputs + right.Outputs);
}
