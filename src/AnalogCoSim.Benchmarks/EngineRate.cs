
namespace AnalogCoSim.Benchmarks;

/// <summary>Clocks a second of both engines on one workload.</summary>
/// <param name="Workload">Name of the workload.</param>
/// <param name="ActiveCores">Cores at work.</param>
/// <param name="Threads">Chips simulated at once; the rates are their sum.</param>
/// <param name="Clocks">Clocks of one chip.</param>
/// <param name="Partitioned">Clocks a second of the partitioned engine.</param>
/// <param name="Flat">Clocks a second of the flat engine; 0 where it was not measured.</param>
/// <param name="DigestsEqual">Whether all runs gave the same events and registers.</param>
public sealed record EngineRate(string Workload, int ActiveCores, int Threads, ulong Clocks, double Partitioned, double Flat, bool DigestsEqual)
{
    /// <summary>Speed of the partitioned engine; 1 is the flat one's. 0 where that was not measured.</summary>
    public double Ratio => Flat == 0 ? 0 : Partitioned / Flat;
}
