namespace AnalogCoSim.Chip.Performance;

/// <summary>Clocks that the RTL took for the use-cases of the published table, in both read modes, and those that it was told to wait for the macro.</summary>
/// <param name="AnalogOnePhase">Clocks from the start strobe to the first ADC pair, 1-phase read: a setting, not counted.</param>
/// <param name="AnalogFourPhase">The same, 4-phase read.</param>
/// <param name="StreamOnePhase">All cores streaming, 1-phase reads.</param>
/// <param name="StreamFourPhase">All cores streaming, 4-phase reads.</param>
/// <param name="ChainOnePhase">One input vector through a chain of 8 cores, 1-phase reads; clocks from the start strobes to the last of 256 results at the host port.</param>
/// <param name="ChainFourPhase">The same, 4-phase reads.</param>
public sealed record ChipTiming(int AnalogOnePhase, int AnalogFourPhase, StreamTiming StreamOnePhase, StreamTiming StreamFourPhase, int ChainOnePhase, int ChainFourPhase)
{
    /// <summary>Clocks allowed for the macro.</summary>
    /// <param name="fourPhase">4-phase or 1-phase read.</param>
    /// <returns>Clocks.</returns>
    public int Analog(bool fourPhase) => fourPhase ? AnalogFourPhase : AnalogOnePhase;

    /// <summary>All cores streaming.</summary>
    /// <param name="fourPhase">4-phase or 1-phase read.</param>
    /// <returns>What was counted.</returns>
    public StreamTiming Stream(bool fourPhase) => fourPhase ? StreamFourPhase : StreamOnePhase;

    /// <summary>One input vector of the deep layer.</summary>
    /// <param name="fourPhase">4-phase or 1-phase read.</param>
    /// <returns>Clocks.</returns>
    public int Chain(bool fourPhase) => fourPhase ? ChainFourPhase : ChainOnePhase;
}
