using AnalogCoSim.Bench.Running;

namespace AnalogCoSim.Benchmarks;

/// <summary>Images a second of the engines.</summary>
public sealed record ChipBenchmarkResult
{
    /// <summary>resnet9 or quickstart.</summary>
    public required string Network { get; init; }

    /// <summary>Why the network is not ResNet-9; empty when it is.</summary>
    public required string Note { get; init; }

    /// <summary>Images of one measurement.</summary>
    public required int Images { get; init; }

    /// <summary>Engines at once.</summary>
    public required int Threads { get; init; }

    /// <summary>RTL alone.</summary>
    public required double ImagesPerSecondRtl { get; init; }

    /// <summary>RTL with its assertions, compared with the reference, MVM by MVM.</summary>
    public required double ImagesPerSecondLockstep { get; init; }

    /// <summary>The same with the assertions off.</summary>
    public required double ImagesPerSecondWithoutAssertions { get; init; }

    /// <summary>Reference alone.</summary>
    public required double ImagesPerSecondReference { get; init; }

    /// <summary>What the comparison costs: time of an image in lockstep without assertions; 1 is the RTL's alone.</summary>
    public double LockstepCost => ImagesPerSecondRtl / ImagesPerSecondWithoutAssertions;

    /// <summary>What the assertions cost: time of an image in lockstep; 1 is without them.</summary>
    public double AssertionCost => ImagesPerSecondWithoutAssertions / ImagesPerSecondLockstep;

    /// <summary>The best run of each engine, in lockstep the one with assertions.</summary>
    public required IReadOnlyList<ScenarioResult> Runs { get; init; }
}
