using AnalogCoSim.Coverage.Functional;
using AnalogCoSim.Testbench.Transactions;

namespace AnalogCoSim.Testbench.Benches;

/// <summary>Functional coverage of a bench: groups, and what of a transaction counts in them.</summary>
public abstract class BlockCover
{
    /// <summary>The groups.</summary>
    public abstract IReadOnlyList<CoverGroup> Groups { get; }

    /// <summary>Counts a transaction that begins.</summary>
    /// <param name="transaction">The transaction.</param>
    public abstract void Sample(Transaction transaction);
}
