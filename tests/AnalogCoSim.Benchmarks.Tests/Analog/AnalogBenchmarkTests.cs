using AnalogCoSim.Benchmarks.Analog;

namespace AnalogCoSim.Benchmarks.Tests.Analog;

public sealed class AnalogBenchmarkTests
{
    [Test]
    public void Benchmark_reports_all_modes_and_batches()
    {
        AnalogBenchmarkReport report = AnalogBenchmark.Run(0.002, 1, 1);
        Assert.That(report.GemmMultiplyAddsPerSecond, Is.GreaterThan(1e8));
        Assert.That(report.Rows, Has.Count.EqualTo(9));
        Assert.That(report.Rows, Has.All.Matches<AnalogBenchmarkRow>(row => row!.MvmPerSecond > 0));
    }
}
