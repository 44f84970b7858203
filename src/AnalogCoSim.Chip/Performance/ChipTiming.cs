namespace AnalogCoSim.Chip.Performance;

/// <summary>Clocks that the RTL takes for the use-cases of the published table, in both read modes.</summary>
/// <param name="MvmOnePhase">One MVM of a core, 1-phase read; clocks from the start strobe to the first ADC pair.</param>
/// <param name="MvmFourPhase">The same, 4-phase read.</param>
/// <param name="ChainOnePhase">One input vector through a chain of 8 cores, 1-phase reads; clocks from the start strobes to the last of 256 results at the host port.</param>
/// <param name="ChainFourPhase">The same, 4-phase reads.</param>
public sealed record ChipTiming(int MvmOnePhase, int MvmFourPhase, int ChainOnePhase, int ChainFourPhase)
{
    /// <summary>Duration of an MVM, ns.</summary>
    /// <param name="fourPhase">4-phase or 1-phase read.</param>
    /// <returns>ns.</returns>
    public double MvmNanoseconds(bool fourPhase) => (fourPhase ? MvmFourPhase : MvmOnePhase) * PerformanceSummary.DigitalClockNanoseconds;

    /// <summary>Duration of one input vector of the deep layer, ns.</summary>
    /// <param name="fourPhase">4-phase or 1-phase read.</param>
    /// <returns>ns.</returns>
    public double ChainNanoseconds(bool fourPhase) => (fourPhase ? ChainFourPhase : ChainOnePhase) * PerformanceSummary.DigitalClockNanoseconds;
}
