namespace AnalogCoSim.Bench.Coverage;

/// <summary>What was seen of the RTL at work; figures of several workers add up.</summary>
/// <param name="Mvms">MVMs looked at.</param>
/// <param name="BackToBack">MVMs whose result came one packet interval after the last one of the same core.</param>
/// <param name="OtherIntervals">MVMs that came after another time within their layer.</param>
/// <param name="OutputsHigh">LDPU outputs at 127.</param>
/// <param name="OutputsLow">LDPU outputs at -128.</param>
/// <param name="CountsZero">ADC counts of 0.</param>
/// <param name="CountsFull">ADC counts held at the largest value.</param>
/// <param name="Sampled">LDPU columns whose stages were computed beside the run.</param>
/// <param name="Ties">Of them: exactly between two INT8 values.</param>
/// <param name="NotANumber">Of them: NaN before the conversion to INT8.</param>
/// <param name="Infinite">Of them: infinite before the conversion.</param>
/// <param name="OnePhase">MVMs read in one phase.</param>
/// <param name="ModeChanges">MVMs in another read mode than the one before of the same core.</param>
/// <param name="Rewrites">Register writes while a layer ran.</param>
/// <param name="Resets">Resets in the midst of MVMs.</param>
public readonly record struct ExerciseCounts(
    long Mvms,
    long BackToBack,
    long OtherIntervals,
    long OutputsHigh,
    long OutputsLow,
    long CountsZero,
    long CountsFull,
    long Sampled,
    long Ties,
    long NotANumber,
    long Infinite,
    long OnePhase,
    long ModeChanges,
    long Rewrites,
    long Resets)
{
    /// <summary>Adds two.</summary>
    /// <param name="a">One.</param>
    /// <param name="b">The other.</param>
    /// <returns>The sum.</returns>
    public static ExerciseCounts operator +(ExerciseCounts a, ExerciseCounts b) => Add(a, b);

    /// <summary>Adds two.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>The sum.</returns>
    public static ExerciseCounts Add(ExerciseCounts left, ExerciseCounts right) => new(
        left.Mvms + right.Mvms,
        left.BackToBack + right.BackToBack,
        left.OtherIntervals + right.OtherIntervals,
        left.OutputsHigh + right.OutputsHigh,
        left.OutputsLow + right.OutputsLow,
        left.CountsZero + right.CountsZero,
        left.CountsFull + right.CountsFull,
        left.Sampled + right.Sampled,
        left.Ties + right.Ties,
        left.NotANumber + right.NotANumber,
        left.Infinite + right.Infinite,
        left.OnePhase + right.OnePhase,
        left.ModeChanges + right.ModeChanges,
        left.Rewrites + right.Rewrites,
        left.Resets + right.Resets);
}
