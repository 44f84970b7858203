namespace AnalogCoSim.Chip.Performance;

/// <summary>What the RTL took for MVMs that follow each other on many cores as closely as it allows.</summary>
/// <param name="Cores">Cores at work, all at once.</param>
/// <param name="Latency">Clocks from the start strobe at the macros to the last of 256 LDPU outputs of the first MVM; the slowest core.</param>
/// <param name="ClocksPerMvm">Clocks between the last LDPU outputs of one MVM and the next in the steady state, mean of all cores.</param>
public sealed record StreamTiming(int Cores, int Latency, double ClocksPerMvm)
{
    /// <summary>MVMs per clock, all cores together.</summary>
    public double MvmsPerClock => Cores / ClocksPerMvm;
}
