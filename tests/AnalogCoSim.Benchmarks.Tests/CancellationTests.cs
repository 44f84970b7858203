using AnalogCoSim.Benchmarks.Analog;
using AnalogCoSim.Benchmarks.Streaming;
using AnalogCoSim.Benchmarks.Tiles;
using AnalogCoSim.Core;
using AnalogCoSim.Rtl.Simulation;

namespace AnalogCoSim.Benchmarks.Tests;

/// <summary>A benchmark of any length ends soon after it is cancelled: each case would take hours, or would end without the exception.</summary>
public sealed class CancellationTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private static IEnumerable<TestCaseData> Loops =>
    [
        Case("clock by clock", 0.2, stop => new TileBench().PerCycle(int.MaxValue, stop)),
        Case("bursts", 0.2, stop => new TileBench().Burst(int.MaxValue, stop)),
        Case("C++ loop", 0.2, stop => new TileBench().Native(int.MaxValue, stop)),
        Case("repetitions", 0.2, stop => InteropBenchmark.Run(258, int.MaxValue / 8, NoProgress.Instance, stop)),
        Case("long loops", 0.2, stop => InteropBenchmark.Run(int.MaxValue, 1, NoProgress.Instance, stop)),
        Case("streaming", 0.5, stop => new StreamingWorkload(1).Run(new RtlChipOptions(), 200_000_000, stop)),
        Case("tile cost", 0.5, stop => TileCostBench.Run(1_000_000, stop)),
        Case("snapshots", 0.5, stop => SnapshotBench.Run(1, 100_000, stop)),
        Case("matrix product", 0.2, stop => AnalogBenchmark.Run(0.001, int.MaxValue, 1, stop)),
        Case("MVMs", 1.5, stop => AnalogBenchmark.Run(0.001, 1000, 1, stop)),
    ];

    [TestCaseSource(nameof(Loops))]
    public void Benchmark_of_any_length_ends_when_it_is_cancelled(double seconds, Action<CancellationToken> run)
    {
        // The models are built before the time begins.
        _ = new TileBench();
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        Task task = Task.Factory.StartNew(() => run(stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        Assert.That(() => task.Wait(TimeSpan.FromSeconds(seconds) + Soon), Throws.TypeOf<AggregateException>().With.InnerException.InstanceOf<OperationCanceledException>());
    }

    private static TestCaseData Case(string name, double seconds, Action<CancellationToken> run) => new TestCaseData(seconds, run).SetArgDisplayNames(name);
}
