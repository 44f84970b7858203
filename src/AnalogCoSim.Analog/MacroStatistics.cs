namespace AnalogCoSim.Analog;

/// <summary>What happened in a macro since it was programmed; a snapshot.</summary>
/// <param name="Mvms">MVMs computed.</param>
/// <param name="SaturatedCounts">Counts that reached 4095 and were held there; a ripple counter would have wrapped.</param>
/// <param name="LimitedColumns">Phases of a column in which the bit-line current reached its limit.</param>
public readonly record struct MacroStatistics(long Mvms, long SaturatedCounts, long LimitedColumns);
