namespace AnalogCoSim.Core.Results;

/// <summary>One test case of a JUnit file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Seconds">Time that it took.</param>
public sealed record JUnitCase(string Name, double Seconds)
{
    /// <summary>What failed, in a sentence; null for a case that did not fail.</summary>
    public string? Failure { get; init; }

    /// <summary>What the failure looks like, several lines.</summary>
    public string FailureText { get; init; } = string.Empty;

    /// <summary>Why nothing can be said; null for a case that was judged.</summary>
    public string? Skipped { get; init; }
}
