using AnalogCoSim.Testbench.Scoring;
using AnalogCoSim.Testbench.Transactions;
using AnalogCoSim.Verilator.Models;

namespace AnalogCoSim.Testbench.Benches;

/// <summary>What the parts of a bench work with: one run of a list of transactions on one instance of the block.</summary>
/// <param name="dut">The block, after its reset.</param>
/// <param name="transactions">What is to be driven.</param>
/// <param name="checks">What the bench compares, as it listed them.</param>
/// <param name="scoreboard">Compares.</param>
/// <param name="begun">Called with each transaction that begins, and its clock.</param>
public sealed class BlockContext(VerilatedModel dut, IReadOnlyList<Transaction> transactions, IReadOnlyList<Check> checks, Scoreboard scoreboard, Action<Transaction, long> begun)
{
    /// <summary>The block, after its reset.</summary>
    public VerilatedModel Dut => dut;

    /// <summary>What the bench compares, as it listed them.</summary>
    public IReadOnlyList<Check> Checks => checks;

    /// <summary>Compares.</summary>
    public Scoreboard Scoreboard => scoreboard;

    /// <summary>Transactions taken so far.</summary>
    public int Taken { get; private set; }

    /// <summary>The transaction that would be taken next; null after the last one.</summary>
    public Transaction? Next => Taken < transactions.Count ? transactions[Taken] : null;

    /// <summary>Takes the next transaction.</summary>
    /// <returns>The transaction.</returns>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public Transaction Take() => Next is { } next ? (Taken++, next).next : throw new InvalidOperationException("All transactions have been taken.");

    /// <summary>Says that a transaction begins: the reference model takes it, and coverage counts it.</summary>
    /// <param name="transaction">A transaction that was taken.</param>
    /// <param name="clock">The clock in which it begins.</param>
    public void Begin(Transaction transaction, long clock) => begun(transaction, clock);
}
