namespace AnalogCoSim.Bench.Lockstep;

/// <summary>How much a scoreboard compared: only what both sides computed counts.</summary>
/// <param name="Mvms">MVMs.</param>
/// <param name="Inputs">INT8 inputs: the RTL's input registers against the reference's vectors, each gathered from its own engine's tensors, by the one im2col of the host.</param>
/// <param name="Counts">ADC counts that both sides computed.</param>
/// <param name="Outputs">LDPU outputs.</param>
/// <param name="SharedCounts">ADC counts that the reference handed to the RTL: equal by construction, so not compared.</param>
public readonly record struct LockstepCounts(long Mvms, long Inputs, long Counts, long Outputs, long SharedCounts = 0)
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
        new(left.Mvms + right.Mvms, left.Inputs + right.Inputs, left.Counts + right.Counts, left.Outputs + right.Outputs, left.SharedCounts + right.SharedCounts);
}
