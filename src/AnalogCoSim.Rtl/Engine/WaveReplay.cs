using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Rtl.Engine;

/// <summary>Waves of a second run of a failed image.</summary>
/// <param name="Files">FST files, one for each core; their time is in ps, 2500 a clock, so a clock of an error message is found at 2500 times its number.</param>
/// <param name="FromCycle">Clock in which they begin.</param>
/// <param name="UntilCycle">First clock that they do not hold.</param>
/// <param name="Failure">The error that ended the second run; null when none was thrown (a difference that the observer saw is in the observer).</param>
public sealed record WaveReplay(IReadOnlyList<string> Files, ulong FromCycle, ulong UntilCycle, AcsException? Failure);
