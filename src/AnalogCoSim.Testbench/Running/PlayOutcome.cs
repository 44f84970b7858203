using AnalogCoSim.Testbench.Scoring;

namespace AnalogCoSim.Testbench.Running;

/// <summary>What a list of transactions did.</summary>
/// <param name="Failure">What went wrong first; null where nothing has.</param>
/// <param name="Taken">Transactions that were taken before the run ended.</param>
/// <param name="Clocks">Clocks after the reset.</param>
/// <param name="Compared">Values compared.</param>
/// <param name="FailureCycle">Clock of the failure as the model counts, with those of the reset; 0 without a failure.</param>
/// <param name="Printed">What the RTL printed.</param>
internal sealed record PlayOutcome(BlockFailure? Failure, int Taken, long Clocks, long Compared, ulong FailureCycle, IReadOnlyList<string> Printed);
