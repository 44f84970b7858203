using AnalogCoSim.Benchmarks.Streaming;
using AnalogCoSim.Benchmarks.Tiles;

namespace AnalogCoSim.Benchmarks;

/// <summary>How the partitioned and the flat engine compare.</summary>
public sealed record EngineBenchmarkResult
{
    /// <summary>resnet9 or quickstart.</summary>
    public required string Network { get; init; }

    /// <summary>Why the network is not ResNet-9; empty when it is.</summary>
    public required string Note { get; init; }

    /// <summary>Share of every layer's positions that ran.</summary>
    public required double PositionShare { get; init; }

    /// <summary>Partitioned to flat, one thread: the network.</summary>
    public required double RatioResnet9 { get; init; }

    /// <summary>The same: nothing to do.</summary>
    public required double RatioIdle { get; init; }

    /// <summary>The same: all 64 cores drain back to back.</summary>
    public required double RatioStreaming { get; init; }

    /// <summary>Whether every run of a workload gave the same event and register digests on both engines.</summary>
    public required bool DigestsEqual { get; init; }

    /// <summary>All measurements.</summary>
    public required IReadOnlyList<EngineRate> Rates { get; init; }

    /// <summary>Clocks a second of the partitioned engine with 1, 8, 40 and 64 cores at work.</summary>
    public required IReadOnlyList<EngineRate> ActiveCores { get; init; }

    /// <summary>Where the time of a tile evaluation goes.</summary>
    public required TileCost TileCost { get; init; }

    /// <summary>Snapshots of the partitioned chip in the flavour Check with 1 and with 64 cores at work.</summary>
    public required IReadOnlyList<SnapshotCost> Snapshots { get; init; }

    /// <summary>Growth of the process over the images, bytes per image.</summary>
    public required double MemoryGrowthBytesPerImage { get; init; }

    /// <summary>Images of that measurement.</summary>
    public required int MemoryImages { get; init; }
}
