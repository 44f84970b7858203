using AnalogCoSim.Testbench.Transactions;

namespace AnalogCoSim.Testbench.Benches;

/// <summary>Knows what the block has to do: computed in C#, without looking at the block.</summary>
public interface IReferenceModel
{
    /// <summary>Takes a transaction and tells the scoreboard what must come of it.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="clock">Clock in which it begins.</param>
    void Take(Transaction transaction, long clock);
}
