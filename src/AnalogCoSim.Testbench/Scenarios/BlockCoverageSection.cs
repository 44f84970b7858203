namespace AnalogCoSim.Testbench.Scenarios;

/// <summary>What functional coverage is taken.</summary>
public sealed record BlockCoverageSection
{
    /// <summary>Cover groups of the bench that are sampled; without it all.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];
}
