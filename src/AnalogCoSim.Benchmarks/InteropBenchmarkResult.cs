
namespace AnalogCoSim.Benchmarks;

/// <summary>Clocks a second of one tile, driven in three ways.</summary>
/// <param name="Clocks">Clocks of one loop.</param>
/// <param name="Repetitions">Repetitions, the best of which counts.</param>
/// <param name="BurstClocks">Clocks of one native call in bursts.</param>
/// <param name="ClocksPerSecondPerCycle">C#, one native call per clock.</param>
/// <param name="ClocksPerSecondBurst">C#, one native call a burst.</param>
/// <param name="ClocksPerSecondNative">C++ loop.</param>
/// <param name="ChecksumsEqual">Whether all loops gave the same LDPU results.</param>
public sealed record InteropBenchmarkResult(
    int Clocks,
    int Repetitions,
    int BurstClocks,
    double ClocksPerSecondPerCycle,
    double ClocksPerSecondBurst,
    double ClocksPerSecondNative,
    bool ChecksumsEqual)
{
    /// <summary>Speed of C# with one call per clock; 1 is the C++ loop's.</summary>
    public double RatioPerCycle => ClocksPerSecondPerCycle / ClocksPerSecondNative;

    /// <summary>Speed of C# in bursts; 1 is the C++ loop's.</summary>
    public double RatioBurst => ClocksPerSecondBurst / ClocksPerSecondNative;

    /// <summary>Median over the repetitions of the speed of C# with one call per clock; 1 is that of the C++ loop of the same repetition.</summary>
    public double MedianRatioPerCycle { get; init; }

    /// <summary>The same for C# in bursts.</summary>
    public double MedianRatioBurst { get; init; }
}
