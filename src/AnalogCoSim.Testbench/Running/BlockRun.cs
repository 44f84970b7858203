using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Results;
using AnalogCoSim.Coverage.Functional;
using AnalogCoSim.Coverage.Recording;
using AnalogCoSim.Testbench.Benches;
using AnalogCoSim.Testbench.Scenarios;
using AnalogCoSim.Testbench.Scoring;
using AnalogCoSim.Testbench.Transactions;

namespace AnalogCoSim.Testbench.Running;

/// <summary>Makes the result of a run out of what its transactions did.</summary>
internal sealed class BlockRun(BlockScenario scenario, BlockRunOptions options, IBlockBench bench, BlockFolder folder, IReadOnlyList<Transaction> transactions, ChosenCover? cover, DateTimeOffset started)
{
    public BlockResult Result(PlayOutcome outcome, CancellationToken cancellation)
    {
        foreach (string line in outcome.Printed)
        {
            folder.Log($"rtl: {line}");
        }

        if (scenario.Record.Transactions)
        {
            folder.WriteTransactions(transactions.Take(outcome.Taken));
        }

        FunctionalCoverage coverage = cover?.Results() ?? FunctionalCoverage.None;
        CoverageRecorder.Current?.Add(coverage);
        BlockFailure? failure = outcome.Failure is { } found && !IsExpected(found) ? found : null;
        BlockResult result = Bare(outcome, coverage);
        return failure is null ? result : new FailureReduction(scenario, options, bench, folder).Add(result, failure, outcome, [.. transactions.Take(outcome.Taken)], cancellation);
    }

    private BlockResult Bare(PlayOutcome outcome, FunctionalCoverage coverage) => new()
    {
        Scenario = scenario.Name,
        Top = scenario.Dut.Top,
        Model = scenario.Model,
        Seed = scenario.Seed,
        Transactions = transactions.Count,
        Driven = outcome.Taken,
        Clocks = outcome.Clocks,
        Compared = outcome.Compared,
        StimulusDigest = Digest(transactions),
        Coverage = coverage,
        Expectations = [.. Expectations(outcome, coverage)],
        Waves = scenario.Record.Waves && folder.Waves(BlockFolder.RunWaves) is { } file ? FailureReduction.WavesOf(file, scenario, outcome) : null,
        Notices = [.. coverage.Contradictions.Select(bin => $"coverage: {bin.Name} was hit {bin.Count} times: {bin.Note}")],
        WallSeconds = (DateTimeOffset.UtcNow - started).TotalSeconds,
        Started = started,
        Repeat = RepeatLine.Of(options.Command, scenario.Path, scenario.Overrides),
        Folder = folder.Path,
    };

    private bool IsExpected(BlockFailure failure) => scenario.Expect.Assertion is { } name && failure.Error.Code == ErrorCode.RtlAssertion && failure.Kind == $"assertion {name}";

    private IEnumerable<BlockExpectation> Expectations(PlayOutcome outcome, FunctionalCoverage coverage)
    {
        if (scenario.Expect.Assertion is { } name)
        {
            string came = outcome.Failure?.Kind ?? "no failure";
            yield return new BlockExpectation("assertion", name, came, outcome.Failure is { } failure && IsExpected(failure));
        }
        else
        {
            // A run that compares nothing would pass whatever the block does.
            int least = scenario.Expect.Compared ?? Math.Min(1, transactions.Count);
            yield return new BlockExpectation("compared", Text($"at least {least}"), Text($"{outcome.Compared}"), outcome.Compared >= least);
        }

        if (scenario.Expect.Coverage is { } percent)
        {
            int reached = coverage.Goals - coverage.Holes.Count();
            double share = coverage.Goals == 0 ? 0 : 100.0 * reached / coverage.Goals;
            string holes = coverage.Holes.Any() ? $"; not: {string.Join(", ", coverage.Holes.Take(5).Select(bin => bin.Name))}{(coverage.Holes.Count() > 5 ? " and more" : string.Empty)}" : string.Empty;
            yield return new BlockExpectation("coverage", Text($"at least {percent} %"), Text($"{share:0.##} % ({reached} of {coverage.Goals} goals){holes}"), share >= percent);
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>Digest of transactions.</summary>
    /// <param name="transactions">The transactions.</param>
    /// <returns>32 hexadecimal digits.</returns>
    public static string Digest(IEnumerable<Transaction> transactions)
    {
        var hash = new XxHash128();
        foreach (Transaction transaction in transactions)
        {
            hash.Append(MemoryMarshal.AsBytes(transaction.Values));
        }

        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }
}
