using AnalogCoSim.Core.Errors;
using AnalogCoSim.Testbench.Transactions;

namespace AnalogCoSim.Testbench.Scoring;

/// <summary>The first thing that went wrong in a run.</summary>
/// <param name="Error">The error as users see it.</param>
/// <param name="Kind">What failed how, without values and places: two failures of one kind are taken for the same bug.</param>
/// <param name="Clock">Clock, counted from the end of the reset.</param>
/// <param name="Transaction">Transaction that it belongs to; null where that is not known.</param>
public sealed record BlockFailure(AcsException Error, string Kind, long Clock, Transaction? Transaction);
