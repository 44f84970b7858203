using AnalogCoSim.Core;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Testbench.Benches;
using AnalogCoSim.Testbench.Scenarios;
using AnalogCoSim.Testbench.Stimulus;
using AnalogCoSim.Testbench.Transactions;
using AnalogCoSim.Verilator.Building;

namespace AnalogCoSim.Testbench.Running;

/// <summary>Runs scenarios of blocks: builds the block, drives its stimulus, compares, and reduces what fails.</summary>
public static class BlockRunner
{
    /// <summary>Runs a scenario.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="options">Benches, result folder.</param>
    /// <param name="progress">Told of the transactions that are driven; null for nobody.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <returns>The result; a block that differs from its model is a result, not an exception.</returns>
    /// <exception cref="AcsException">What is wrong with scenario, RTL, tools or files.</exception>
    public static BlockResult Run(BlockScenario scenario, BlockRunOptions options, IProgressSink? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(options);
        DateTimeOffset started = DateTimeOffset.UtcNow;
        IBlockBench bench = options.Benches.Named(scenario.Model, scenario.Place("model"));
        using var folder = new BlockFolder(options.ResultFolder);
        ModelFlavour flavour = scenario.Record.Waves ? ModelFlavour.Trace : scenario.Dut.Assertions ? ModelFlavour.Check : ModelFlavour.Fast;
        BuiltModel built = options.Build.Build(BlockDut.Of(scenario, flavour, options.Rtl), cancellation);
        TransactionShape shape = bench.Shape(built.Ports);
        IReadOnlyList<Transaction> transactions = new StimulusPlan(scenario, shape, bench.Accepts).Make(cancellation);
        ChosenCover? cover = ChosenCover.Of(bench, scenario);
        folder.Begin();
        folder.Log($"{scenario.Name}: {transactions.Count} transactions for {scenario.Dut.Top}, seed {scenario.Seed}, {built.LibraryPath}");
        var run = new BlockRun(scenario, options, bench, folder, transactions, cover, started);
        PlayOutcome outcome = new BlockPlay(built, bench, scenario)
            .Play(transactions, cover?.Cover, scenario.Record.Waves ? folder.Waves(BlockFolder.RunWaves) : null, progress, cancellation);
        BlockResult result = run.Result(outcome, cancellation);
        folder.Write(result);
        return result;
    }

    /// <summary>Digest of the stimulus of a scenario, as its result has it.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="options">Benches.</param>
    /// <returns>32 hexadecimal digits, the same for ever for one scenario and seed.</returns>
    /// <exception cref="AcsException">As <see cref="Run"/>.</exception>
    public static string StimulusDigest(BlockScenario scenario, BlockRunOptions options)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(options);
        IBlockBench bench = options.Benches.Named(scenario.Model, scenario.Place("model"));
        BuiltModel built = options.Build.Build(BlockDut.Of(scenario, scenario.Dut.Assertions ? ModelFlavour.Check : ModelFlavour.Fast, options.Rtl));
        return BlockRun.Digest(new StimulusPlan(scenario, bench.Shape(built.Ports), bench.Accepts).Make());
    }
}
