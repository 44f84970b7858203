using System.Globalization;
using System.Text.RegularExpressions;
using AnalogCoSim.Core;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Testbench.Benches;
using AnalogCoSim.Testbench.Scenarios;
using AnalogCoSim.Testbench.Scoring;
using AnalogCoSim.Testbench.Transactions;
using AnalogCoSim.Verilator.Building;
using AnalogCoSim.Verilator.Declarations;
using AnalogCoSim.Verilator.Models;

namespace AnalogCoSim.Testbench.Running;

/// <summary>Plays lists of transactions, each on a new instance of the block from its reset on.</summary>
/// <param name="built">The block.</param>
/// <param name="bench">Its bench.</param>
/// <param name="scenario">The scenario.</param>
internal sealed partial class BlockPlay(BuiltModel built, IBlockBench bench, BlockScenario scenario)
{
    private const int ResetClocks = 2;

    // After the last response: what comes now is one too many.
    private const int TailClocks = 16;

    private const int ProgressClocks = 1 << 14;

    private long _lastProgress;
    private (int Taken, long Answered) _seen;
    private long _quiet;

    /// <summary>Plays a list.</summary>
    /// <param name="transactions">The transactions.</param>
    /// <param name="cover">Counts them; null for nobody.</param>
    /// <param name="waves">FST file, for a build of flavour Trace; null for none.</param>
    /// <param name="progress">Told of the transactions that are driven.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <returns>What came of it.</returns>
    public PlayOutcome Play(IReadOnlyList<Transaction> transactions, BlockCover? cover = null, string? waves = null, IProgressSink? progress = null, CancellationToken cancellation = default)
    {
        using var dut = new VerilatedModel(built, new ModelStart { CapturesOutput = true });
        IReadOnlyList<Check> checks = bench.Checks(built.Ports);
        var scoreboard = new Scoreboard(checks, scenario.Timeout);
        BlockParts parts = null!;
        var context = new BlockContext(dut, transactions, checks, scoreboard, (transaction, clock) =>
        {
            parts.Model.Take(transaction, clock);
            cover?.Sample(transaction);
        });
        long clock = 0;
        try
        {
            if (waves is not null)
            {
                dut.Trace(waves);
            }

            Reset(dut);
            parts = bench.Open(context);
            for (bool more = true; more; clock++)
            {
                more = Clock(context, parts, clock);
                if (clock % ProgressClocks == 0)
                {
                    cancellation.ThrowIfCancellationRequested();
                    progress?.Report("transactions", context.Taken, transactions.Count);
                }
            }
        }
        catch (AcsException error) when (error.Code is ErrorCode.RtlAssertion or ErrorCode.RtlStalled)
        {
            scoreboard.Fail(error, KindOf(error), clock, Last(transactions, context.Taken));
        }

        ulong cycle = dut.Cycle;
        IReadOnlyList<string> printed = dut.TakeOutput();
        if (waves is not null)
        {
            dut.Trace(null);
        }

        return new PlayOutcome(scoreboard.Failure, context.Taken, clock, scoreboard.Compared, scoreboard.Failure is null ? 0 : cycle, printed);
    }

    private static Transaction? Last(IReadOnlyList<Transaction> transactions, int taken) => taken == 0 ? null : transactions[taken - 1];

    private bool Clock(BlockContext context, BlockParts parts, long clock)
    {
        bool busy = parts.Driver.Drive(clock);
        if (parts.Monitor.LooksBefore)
        {
            context.Dut.Evaluate();
            parts.Monitor.ObserveBefore(clock);
        }

        context.Dut.Run();
        parts.Monitor.Observe(clock);
        context.Scoreboard.Advance(clock);
        if (clock == 0 || _seen != (context.Taken, context.Scoreboard.Answered))
        {
            (_seen, _lastProgress) = ((context.Taken, context.Scoreboard.Answered), clock);
        }

        _quiet = busy || context.Next is not null || context.Scoreboard.Pending > 0 ? 0 : _quiet + 1;
        if (clock - _lastProgress > scenario.Timeout)
        {
            context.Scoreboard.Fail(Hung(context, clock), "hung", clock, context.Next);
        }

        return context.Scoreboard.Failure is null && _quiet < TailClocks;
    }

    private AcsException Hung(BlockContext context, long clock) => new(
        ErrorCode.RtlStalled,
        "The block keeps its driver waiting.",
        string.Create(CultureInfo.InvariantCulture, $"transaction {context.Taken}, clock {clock}"),
        string.Create(CultureInfo.InvariantCulture, $"a transaction or a response at least every {scenario.Timeout} clocks"),
        "neither",
        "See which signal the driver waits for; a slower block needs a larger timeout.");

    private void Reset(VerilatedModel dut)
    {
        (_lastProgress, _seen, _quiet) = (0, default, 0);
        if ((scenario.Dut.Reset ?? PortRoles.ResetOf(dut.Ports)) is not { } reset)
        {
            return;
        }

        bool low = PortRoles.IsActiveLow(reset);
        dut.Set(reset, low ? 0UL : 1);
        dut.Run(ResetClocks);
        dut.Set(reset, low ? 1UL : 0);
    }

    // Without clocks, times and values: the name of the assertion, or the place.
    private static string KindOf(AcsException error) => AssertionName().Match(error.Actual ?? string.Empty) is { Success: true } match
        ? $"assertion {match.Groups[1].Value}"
        : $"{error.CodeText} {error.Where?.Split(", clock")[0]}";

    [GeneratedRegex(@"\bACS: (\w+): ")]
    private static partial Regex AssertionName();
}
