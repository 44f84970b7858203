using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Verilator.Typed;

/// <summary>The clock of a module. Inputs written before count from the next rising edge on; outputs are as after the last one.</summary>
/// <param name="module">Its module.</param>
/// <param name="port">Name of the clock port.</param>
/// <param name="index">Its place among the clocks of a <see cref="ClockGroup"/>; -1 for the only clock. Where there are several, all of them run.</param>
public sealed class ClockDriver(RtlModule module, string port, int index = -1)
{
    /// <summary>Name of the clock port in the RTL.</summary>
    public string Port => port;

    /// <summary>Clocks run so far.</summary>
    public long Count => (long)(index < 0 ? module.Model.Cycle : module.Model.EdgesOf(index));

    /// <summary>Runs one clock: the fastest way where inputs change in each.</summary>
    /// <exception cref="AcsException">RtlAssertion with file, line and clock; RtlStalled.</exception>
    public void Step()
    {
        if (index < 0)
        {
            module.Model.Step();
        }
        else
        {
            module.Model.AdvanceEdges(index, 1);
        }
    }

    /// <summary>Runs clocks with the inputs held, in one native call.</summary>
    /// <param name="clocks">How many.</param>
    /// <exception cref="AcsException">RtlAssertion with file, line and clock; RtlStalled.</exception>
    public void Run(long clocks = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(clocks);
        if (index < 0)
        {
            module.Model.Hold((ulong)clocks);
        }
        else
        {
            module.Model.AdvanceEdges(index, (ulong)clocks);
        }
    }

    /// <summary>Runs clocks until a condition holds; it is looked at before the first clock and after each one.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="atMost">Clocks after which to give up.</param>
    /// <param name="what">What is waited for, for the error; filled in by the compiler.</param>
    /// <returns>Clocks that were run.</returns>
    /// <exception cref="AcsException">RtlStalled: the condition did not come to hold; RtlAssertion.</exception>
    public long RunUntil(Func<bool> condition, long atMost, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(condition))] string what = "")
    {
        ArgumentNullException.ThrowIfNull(condition);
        for (long clock = 0; ; clock++)
        {
            if (condition())
            {
                return clock;
            }

            if (clock >= atMost)
            {
                throw new AcsException(
                    ErrorCode.RtlStalled,
                    $"{module.Type.Top} did not come to what was waited for.",
                    where: $"{module.Type.Top}, clock {Count}{(index < 0 ? string.Empty : $" of {port}")}",
                    expected: what,
                    actual: $"not within {atMost} clocks",
                    remedy: "look at the waves of these clocks (StartWaves), or wait longer");
            }

            Step();
        }
    }
}
