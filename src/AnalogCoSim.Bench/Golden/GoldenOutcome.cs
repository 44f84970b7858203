using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Bench.Golden;

/// <summary>What came of the comparison with the golden trace.</summary>
/// <param name="Compared">Values compared.</param>
/// <param name="Failure">The first difference, or null.</param>
/// <param name="WhyNot">Why nothing was compared; null if it was.</param>
public sealed record GoldenOutcome(long Compared, AcsException? Failure, string? WhyNot)
{
    /// <summary>No comparison.</summary>
    /// <param name="why">Why.</param>
    /// <returns>The outcome.</returns>
    public static GoldenOutcome Not(string why) => new(0, null, why);
}
