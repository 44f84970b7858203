namespace AnalogCoSim.Bench.Running;

/// <summary>One expectation of a scenario and what came out.</summary>
/// <param name="Name">Key of the expectation.</param>
/// <param name="Expected">What was asked for.</param>
/// <param name="Actual">What came out.</param>
/// <param name="Met">Whether that is enough.</param>
public sealed record ExpectationResult(string Name, string Expected, string Actual, bool Met);
