using System.Globalization;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Testbench.Transactions;

namespace AnalogCoSim.Testbench.Scoring;

/// <summary>Compares what the monitor sees with what the reference model expects, in order, for each check on its own.</summary>
/// <remarks>The first difference, a response that is missing or one too many is kept as <see cref="Failure"/>; what comes after it is not looked at.</remarks>
public sealed class Scoreboard
{
    private readonly Dictionary<Check, Queue<Expected>> _pending = [];
    private readonly int _timeout;

    /// <summary>Makes a scoreboard.</summary>
    /// <param name="checks">What is compared.</param>
    /// <param name="timeout">Clocks after which a response without a due clock is missing.</param>
    public Scoreboard(IEnumerable<Check> checks, int timeout)
    {
        ArgumentNullException.ThrowIfNull(checks);
        _timeout = timeout;
        foreach (Check check in checks)
        {
            _pending.Add(check, new Queue<Expected>());
        }
    }

    /// <summary>What went wrong first; null as long as nothing has.</summary>
    public BlockFailure? Failure { get; private set; }

    /// <summary>Responses that came as expected.</summary>
    public long Answered { get; private set; }

    /// <summary>Values compared: responses, and levels.</summary>
    public long Compared { get; private set; }

    /// <summary>Responses that are still to come.</summary>
    public int Pending => _pending.Values.Sum(queue => queue.Count);

    /// <summary>Says what is to come next on a check.</summary>
    /// <param name="check">The check.</param>
    /// <param name="transaction">Transaction that it belongs to.</param>
    /// <param name="value">Value expected.</param>
    /// <param name="clock">Clock of the transaction.</param>
    /// <param name="due">Clock in which the value must be there, no sooner and no later; null for any.</param>
    /// <param name="care">Bits that count; by default all. With 0 the value may be any, but it has to come.</param>
    public void Expect(Check check, Transaction transaction, ulong value, long clock, long? due = null, ulong care = ulong.MaxValue) =>
        _pending[check].Enqueue(new Expected(transaction, value, care, due ?? clock + _timeout, due is not null));

    /// <summary>Compares what came on a check.</summary>
    /// <param name="check">The check.</param>
    /// <param name="value">Value seen.</param>
    /// <param name="clock">Clock in which it was seen.</param>
    public void Observe(Check check, ulong value, long clock)
    {
        ArgumentNullException.ThrowIfNull(check);
        if (Failure is not null)
        {
            return;
        }

        if (!_pending[check].TryDequeue(out Expected next))
        {
            Fail(ErrorCode.BlockExtraResponse, "extra", check, null, clock, "no response", check.Show(value));
        }
        else if (next.Timed && clock != next.Due)
        {
            Fail(ErrorCode.BlockMismatch, "clock", check, next.Transaction, clock, Invariant($"{check.Show(next.Value)} in clock {next.Due}"), Invariant($"{check.Show(value)} in clock {clock}"));
        }
        else if (((value ^ next.Value) & next.Care) != 0)
        {
            Fail(ErrorCode.BlockMismatch, "value", check, next.Transaction, clock, check.Show(next.Value), check.Show(value));
        }
        else
        {
            Answered++;
            Compared++;
        }
    }

    /// <summary>Compares a level that has no transaction of its own, such as a busy signal.</summary>
    /// <param name="check">The check.</param>
    /// <param name="value">Value seen.</param>
    /// <param name="expected">Value expected.</param>
    /// <param name="clock">Clock in which it was seen.</param>
    /// <param name="transaction">Transaction of that clock; null where there is none.</param>
    public void Compare(Check check, ulong value, ulong expected, long clock, Transaction? transaction = null)
    {
        ArgumentNullException.ThrowIfNull(check);
        if (Failure is null && value != expected)
        {
            Fail(ErrorCode.BlockMismatch, "value", check, transaction, clock, check.Show(expected), check.Show(value));
        }

        Compared++;
    }

    /// <summary>Ends a clock: what was due in it and did not come is missing.</summary>
    /// <param name="clock">The clock.</param>
    public void Advance(long clock)
    {
        foreach ((Check check, Queue<Expected> queue) in _pending)
        {
            if (Failure is null && queue.TryPeek(out Expected next) && clock >= next.Due)
            {
                Miss(check, next, clock);
            }
        }
    }

    /// <summary>Takes an error of the RTL as the failure, unless there is one.</summary>
    /// <param name="error">The error.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="clock">Clock of the error.</param>
    /// <param name="transaction">Last transaction before it.</param>
    public void Fail(AcsException error, string kind, long clock, Transaction? transaction) => Failure ??= new BlockFailure(error, kind, clock, transaction);

    private void Miss(Check check, Expected next, long clock)
    {
        string waited = next.Timed ? "nothing" : Invariant($"nothing in {_timeout} clocks");
        Fail(ErrorCode.BlockMissingResponse, next.Timed ? "missing" : "timeout", check, next.Transaction, clock, check.Show(next.Value), waited);
    }

    private void Fail(ErrorCode code, string how, Check check, Transaction? transaction, long clock, string expected, string actual)
    {
        string what = code switch
        {
            ErrorCode.BlockExtraResponse => "The block gave a response that nothing asked for.",
            ErrorCode.BlockMissingResponse => "The block gave no response.",
            _ => "The block differs from its reference model.",
        };
        string place = transaction is null ? Invariant($"check '{check.Name}', clock {clock}") : Invariant($"transaction {transaction.Number} ({transaction.Sequence}), check '{check.Name}', clock {clock}");
        Fail(new AcsException(code, what, transaction is null ? place : $"{place}\n{transaction}", expected, actual), $"{how} of {check.Name}", clock, transaction);
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private readonly record struct Expected(Transaction Transaction, ulong Value, ulong Care, long Due, bool Timed);
}
