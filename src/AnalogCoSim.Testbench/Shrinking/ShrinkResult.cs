using AnalogCoSim.Testbench.Transactions;

namespace AnalogCoSim.Testbench.Shrinking;

/// <summary>What shrinking came to.</summary>
/// <param name="Transactions">The fewest and simplest transactions that were found to fail in the same way.</param>
/// <param name="Trials">Lists that were tried.</param>
/// <param name="Complete">Whether nothing simpler is left to try; false where the time was over.</param>
public sealed record ShrinkResult(IReadOnlyList<Transaction> Transactions, int Trials, bool Complete);
