using AnalogCoSim.Bench.Data;
using AnalogCoSim.Benchmarks.Streaming;
using AnalogCoSim.Core;
using AnalogCoSim.Verilator.Models;

namespace AnalogCoSim.Benchmarks.Tests;

[Category("Smoke")]
public sealed class BenchmarkTests
{
    [Test]
    public void Interop_loops_give_the_same_results_and_positive_rates()
    {
        InteropBenchmarkResult result = InteropBenchmark.Run(clocks: 5_000, repetitions: 1, NoProgress.Instance);

        Assert.That(result.ChecksumsEqual, Is.True);
        Assert.That(result.RatioPerCycle, Is.GreaterThan(0));
        Assert.That(result.RatioBurst, Is.GreaterThan(0));
    }

    [Test]
    public void Ratios_are_of_the_engine_to_its_yardstick()
    {
        var interop = new InteropBenchmarkResult(1, 1, 1, ClocksPerSecondPerCycle: 3, ClocksPerSecondBurst: 5, ClocksPerSecondNative: 4, ChecksumsEqual: true);

        Assert.That((interop.RatioPerCycle, interop.RatioBurst), Is.EqualTo((0.75, 1.25)));
        Assert.That(new EngineRate("idle", 0, 1, 10, Partitioned: 6, Flat: 2, DigestsEqual: true).Ratio, Is.EqualTo(3));
        Assert.That(new EngineRate("idle", 0, 1, 10, Partitioned: 6, Flat: 0, DigestsEqual: true).Ratio, Is.Zero);
    }

    [Test]
    public void Best_rate_counts_chips_that_ran_at_once_and_sees_a_different_digest()
    {
        var best = new BestRate();
        best.Add([Run(100, 2, 1), Run(100, 4, 1)]);
        var other = new BestRate();
        other.Add([Run(100, 1, 1)]);

        Assert.That(best.ClocksPerSecond, Is.EqualTo(50));
        Assert.That(best.Agrees(other), Is.True);
        other.Add([Run(100, 1, 2)]);
        Assert.That(best.Agrees(other), Is.False);
        Assert.That(other.Same, Is.False);
    }

    [Test]
    public void Missing_data_falls_back_to_the_quick_start_and_say_so()
    {
        string nowhere = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

        BenchmarkScenario scenario = BenchmarkScenario.Choose(new DataRoots(nowhere, nowhere));

        Assert.That(scenario.Name, Is.EqualTo("quickstart"));
        Assert.That(scenario.Note, Does.Contain("CIFAR-10"));
        Assert.That(File.Exists(scenario.Path), Is.True);
    }

    private static ChipBenchRun Run(ulong clocks, double seconds, ulong digest) => new(clocks, seconds, new StateDigest(digest, 0), new StateDigest(0, 0));
}
