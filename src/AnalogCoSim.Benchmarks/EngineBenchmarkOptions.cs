using AnalogCoSim.Bench.Data;

namespace AnalogCoSim.Benchmarks;

/// <summary>How much the engine benchmark runs.</summary>
public sealed record EngineBenchmarkOptions
{
    /// <summary>Where data and networks lie.</summary>
    public DataRoots Roots { get; init; } = new();

    /// <summary>Repetitions, the best of which counts.</summary>
    public int Repetitions { get; init; } = 3;

    /// <summary>Share of every layer's positions that run: the flat engine takes minutes for a whole image.</summary>
    public double PositionShare { get; init; } = 1.0 / 32;

    /// <summary>Clocks of the idle workload.</summary>
    public int IdleClocks { get; init; } = 30_000;

    /// <summary>Clocks of the streaming workload.</summary>
    public int StreamingClocks { get; init; } = 20 * 258;

    /// <summary>Snapshots taken, the quickest of which counts.</summary>
    public int Snapshots { get; init; } = 100;

    /// <summary>Images of the memory measurement.</summary>
    public int MemoryImages { get; init; } = 200;
}
