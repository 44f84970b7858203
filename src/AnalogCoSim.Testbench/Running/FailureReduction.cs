using System.Globalization;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Results;
using AnalogCoSim.Testbench.Benches;
using AnalogCoSim.Testbench.Scenarios;
using AnalogCoSim.Testbench.Scoring;
using AnalogCoSim.Testbench.Shrinking;
using AnalogCoSim.Testbench.Transactions;
using AnalogCoSim.Verilator.Building;

namespace AnalogCoSim.Testbench.Running;

/// <summary>Reduces the failure of a run, writes it as a scenario of its own, and plays it once more with waves.</summary>
internal sealed class FailureReduction(BlockScenario scenario, BlockRunOptions options, IBlockBench bench, BlockFolder folder)
{
    /// <summary>The waves of an outcome, with the time of its failure.</summary>
    /// <param name="file">FST file.</param>
    /// <param name="scenario">The scenario.</param>
    /// <param name="outcome">What was played.</param>
    /// <returns>File, clock and time.</returns>
    public static BlockWaves WavesOf(string file, BlockScenario scenario, PlayOutcome outcome) =>
        new(file, outcome.Failure?.Clock, outcome.Failure is null ? null : (long)outcome.FailureCycle * scenario.Dut.ClockPicoseconds);

    /// <summary>Adds a failure, reduced, to a result.</summary>
    /// <param name="result">The result without it.</param>
    /// <param name="failure">The failure.</param>
    /// <param name="outcome">What the run did.</param>
    /// <param name="driven">Transactions up to the failure.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <returns>The result with error, shrunk failure and waves.</returns>
    public BlockResult Add(BlockResult result, BlockFailure failure, PlayOutcome outcome, Transaction[] driven, CancellationToken cancellation)
    {
        folder.Log(failure.Error.Render());
        if (!scenario.Record.Shrink || driven.Length == 0)
        {
            return Told(result, failure.Error, [$"{result.Repeat}", Place(result.Waves)]);
        }

        ModelFlavour flavour = scenario.Dut.Assertions ? ModelFlavour.Check : ModelFlavour.Fast;
        var play = new BlockPlay(options.Build.Build(BlockDut.Of(scenario, flavour, options.Rtl), cancellation), bench, scenario);
        ShrinkResult shrunk = new Shrinker(list => play.Play(list, cancellation: cancellation).Failure?.Kind == failure.Kind, bench.Accepts, TimeSpan.FromSeconds(scenario.Record.ShrinkSeconds)).Shrink(driven);
        folder.Log(string.Create(CultureInfo.InvariantCulture, $"shrunk from {driven.Length} to {shrunk.Transactions.Count} transactions in {shrunk.Trials} trials"));
        string? file = folder.Path is { } path ? folder.WriteShrunk(ShrunkScenario.Write(scenario, shrunk, path, Comment(failure, driven.Length))) : null;
        string? repeat = file is null ? null : RepeatLine.Of(options.Command, file, []);
        (BlockWaves? waves, string? odd) = Replay(shrunk.Transactions, failure.Kind, cancellation);
        string count = string.Create(CultureInfo.InvariantCulture, $"{shrunk.Transactions.Count} of {driven.Length} transactions fail in the same way{(shrunk.Complete ? string.Empty : " (the time for shrinking was over)")}:");
        BlockResult told = Told(result, failure.Error, [repeat ?? result.Repeat, count, .. shrunk.Transactions.Take(8).Select(one => $"  {one}"), Place(waves)]);
        return told with
        {
            Shrunk = new ShrunkFailure(file, [.. shrunk.Transactions.Select(one => one.ToString())], driven.Length, shrunk.Trials, shrunk.Complete, repeat),
            ShrunkTransactions = shrunk.Transactions,
            Waves = waves ?? told.Waves,
            Notices = odd is null ? told.Notices : [.. told.Notices, odd],
        };
    }

    private static BlockResult Told(BlockResult result, AcsException error, IEnumerable<string?> remedies)
    {
        AcsException told = remedies.OfType<string>().Aggregate(new AcsException(error.Code, error.Message, error.Where, error.Expected, error.Actual), (all, line) => all.WithRemedy(line));
        return result with { Error = BlockError.Of(told), Failure = told };
    }

    private static string? Place(BlockWaves? waves) => waves is null ? null : string.Create(CultureInfo.InvariantCulture, $"waves: {waves.File}; clock {waves.Clock} ends at {waves.Picoseconds} ps");

    private string Comment(BlockFailure failure, int driven) =>
        string.Create(CultureInfo.InvariantCulture, $"What is left of {driven} transactions of {scenario.Name}, seed {scenario.Seed}: {failure.Error.CodeText}, {failure.Kind}.");

    private (BlockWaves? Waves, string? Odd) Replay(IReadOnlyList<Transaction> list, string kind, CancellationToken cancellation)
    {
        if (folder.Waves(BlockFolder.FailureWaves) is not { } file)
        {
            return (null, null);
        }

        var play = new BlockPlay(options.Build.Build(BlockDut.Of(scenario, ModelFlavour.Trace, options.Rtl), cancellation), bench, scenario);
        PlayOutcome outcome = play.Play(list, waves: file, cancellation: cancellation);
        return (WavesOf(file, scenario, outcome), outcome.Failure?.Kind == kind ? null : $"the run with waves ended with {outcome.Failure?.Kind ?? "no failure"}");
    }
}
