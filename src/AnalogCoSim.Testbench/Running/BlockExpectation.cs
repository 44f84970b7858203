namespace AnalogCoSim.Testbench.Running;

/// <summary>One thing that had to come out, and what came out.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Expected">What was asked for.</param>
/// <param name="Actual">What came out.</param>
/// <param name="Met">Whether that is enough.</param>
public sealed record BlockExpectation(string Name, string Expected, string Actual, bool Met);
