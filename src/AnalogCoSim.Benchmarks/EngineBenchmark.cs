using AnalogCoSim.Bench.Running;
using AnalogCoSim.Benchmarks.Streaming;
using AnalogCoSim.Benchmarks.Tiles;
using AnalogCoSim.Core;
using AnalogCoSim.Inference;
using AnalogCoSim.Rtl.Simulation;
using AnalogCoSim.Verilator.Building;

namespace AnalogCoSim.Benchmarks;

/// <summary>Measures the partitioned against the flat engine, run by run with equal digests.</summary>
/// <param name="options">What is measured.</param>
/// <param name="progress">Learns how far it is.</param>
/// <param name="cancellation">Stops the build under way, and a run after its clock.</param>
public sealed class EngineBenchmark(EngineBenchmarkOptions options, IProgressSink progress, CancellationToken cancellation = default)
{
    private const int AllCores = TileActivity.Tiles;
    private static readonly int[] CoreCounts = [1, 8, 40, AllCores];

    private readonly RtlChipOptions _flat = new() { Flat = true };
    private readonly RtlChipOptions _partitioned = new();
    private int _done;

    /// <summary>Measures everything.</summary>
    /// <returns>The rates.</returns>
    public EngineBenchmarkResult Run()
    {
        VerilatorBuild.Default.Build(_partitioned.Specification(), cancellation);
        VerilatorBuild.Default.Build(_flat.Specification(), cancellation);
        BenchmarkScenario scenario = BenchmarkScenario.Choose(options.Roots);
        PreparedRun prepared = scenario.Prepare(options.Roots, cancellation);
        var network = new NetworkWorkload(prepared.Chip, InputQuantiser.Encode(prepared.Chip.Program, prepared.Images, 0, 1), options.PositionShare);
        var rates = new List<EngineRate>();
        foreach (int threads in new[] { 1, 2 })
        {
            rates.Add(Compare(scenario.Name, network.Cores, threads, chip => network.Run(chip, cancellation)));
            rates.Add(Compare("idle", 0, threads, chip => new StreamingWorkload(0).Run(chip, options.IdleClocks, cancellation)));
            rates.Add(Compare("streaming", AllCores, threads, chip => new StreamingWorkload(AllCores).Run(chip, options.StreamingClocks, cancellation)));
        }

        EngineRate[] active = [.. CoreCounts.Select(Active)];
        return new EngineBenchmarkResult
        {
            Network = scenario.Name,
            Note = scenario.Note,
            PositionShare = options.PositionShare,
            RatioResnet9 = rates[0].Ratio,
            RatioIdle = rates[1].Ratio,
            RatioStreaming = rates[2].Ratio,
            DigestsEqual = rates.Concat(active).All(rate => rate.DigestsEqual),
            Rates = rates,
            ActiveCores = active,
            TileCost = TileCostBench.Run(options.Snapshots, cancellation),
            Snapshots = [SnapshotBench.Run(1, options.Snapshots, cancellation), SnapshotBench.Run(AllCores, options.Snapshots, cancellation)],
            MemoryGrowthBytesPerImage = network.MemoryGrowth(_partitioned, options.MemoryImages, cancellation),
            MemoryImages = options.MemoryImages,
        };
    }

    private EngineRate Compare(string name, int cores, int threads, Func<RtlChipOptions, ChipBenchRun> run)
    {
        var partitioned = new BestRate();
        var flat = new BestRate();
        for (int repetition = 0; repetition < options.Repetitions; repetition++)
        {
            partitioned.Add(AtOnce(threads, () => run(_partitioned)));
            flat.Add(AtOnce(threads, () => run(_flat)));
        }

        return new EngineRate(name, cores, threads, partitioned.Clocks, partitioned.ClocksPerSecond, flat.ClocksPerSecond, partitioned.Agrees(flat));
    }

    private EngineRate Active(int cores)
    {
        var best = new BestRate();
        for (int repetition = 0; repetition < options.Repetitions; repetition++)
        {
            best.Add(AtOnce(1, () => new StreamingWorkload(cores).Run(_partitioned, 4 * options.StreamingClocks, cancellation)));
        }

        return new EngineRate("streaming", cores, 1, best.Clocks, best.ClocksPerSecond, 0, best.Same);
    }

    private ChipBenchRun[] AtOnce(int threads, Func<ChipBenchRun> run)
    {
        cancellation.ThrowIfCancellationRequested();
        progress.Report("runs", _done++, (12 + CoreCounts.Length) * options.Repetitions);
        if (threads == 1)
        {
            return [run()];
        }

        // A model belongs to the thread that made it.
        Task<ChipBenchRun>[] tasks = [.. Enumerable.Range(0, threads).Select(_ => Task.Factory.StartNew(run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        return Task.WhenAll(tasks).GetAwaiter().GetResult();
    }
}
