using AnalogCoSim.Testbench.Transactions;

namespace AnalogCoSim.Testbench.Benches;

/// <summary>A driver for blocks that take a transaction in one clock, with idle clocks before it where a field asks for them.</summary>
/// <param name="context">The run.</param>
/// <param name="gap">Field of the idle clocks before a transaction; null for none.</param>
public abstract class StepDriver(BlockContext context, Field? gap = null) : IDriver
{
    private int _waited;

    /// <inheritdoc />
    public bool Drive(long clock)
    {
        if (context.Next is not { } next)
        {
            Idle(clock);
            return false;
        }

        if (gap is not null && _waited < next.NumberOf(gap))
        {
            _waited++;
            Idle(clock);
            return true;
        }

        _waited = 0;
        Start(context.Take(), clock);
        context.Begin(next, clock);
        return true;
    }

    /// <summary>Sets the inputs for a transaction.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="clock">The coming clock.</param>
    protected abstract void Start(Transaction transaction, long clock);

    /// <summary>Sets the inputs for a clock without one.</summary>
    /// <param name="clock">The coming clock.</param>
    protected abstract void Idle(long clock);
}
