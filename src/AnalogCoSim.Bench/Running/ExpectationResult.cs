namespace AnalogCoSim.Bench.Running;

/// <summary>One expectation of a scenario and what came out.</summary>
/// <param name="Name">Key of the expectation.</param>
/// <param name="Expected">What was asked for.</param>
/// <param name="Actual">What came out.</param>
/// <param name="Met">Whether that is enough; false where it could not be judged.</param>
/// <param name="Compared">Whether it could be judged: a golden trace of other settings, or a run that broke off, proves nothing.</param>
public sealed record ExpectationResult(string Name, string Expected, string Actual, bool Met, bool Compared = true)
{
    /// <summary>Whether something else came out.</summary>
    public bool Missed => Compared && !Met;

    /// <summary>met, missed or not compared.</summary>
    public string Status => Met ? "met" : Compared ? "missed" : "not compared";

    /// <summary>An expectation that could not be judged.</summary>
    /// <param name="name">Key of the expectation.</param>
    /// <param name="expected">What was asked for.</param>
    /// <param name="why">Why not.</param>
    /// <returns>The result.</returns>
    public static ExpectationResult NotCompared(string name, string expected, string why) => new(name, expected, $"not compared: {why}", Met: false, Compared: false);
}
