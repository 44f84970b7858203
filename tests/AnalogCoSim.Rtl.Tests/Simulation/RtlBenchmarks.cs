using AnalogCoSim.Rtl.Simulation;
using AnalogCoSim.Toolchain.Caching;
using AnalogCoSim.Toolchain.Processes;
using AnalogCoSim.Toolchain.Tools;
using AnalogCoSim.Verilator.Building;

namespace AnalogCoSim.Rtl.Tests.Simulation;

/// <summary>Measurements, in processor time so that a busy machine does not matter; run by name only: <c>dotnet test --filter RtlBenchmarks</c>.</summary>
[Explicit("measures, does not judge")]
[Category("Benchmark")]
public sealed class RtlBenchmarks
{
    [TestCase(false, true)]
    [TestCase(false, false)]
    [TestCase(true, true)]
    public void Chip_with_all_tiles_draining_back_to_back(bool flat, bool registers)
    {
        int[][] all = [.. Enumerable.Range(0, 64).Select(tile => new[] { tile })];
        var options = new RtlChipOptions { Flat = flat, PublicRegisters = registers, Profile = true };
        Report(flat ? "flat" : $"partitioned, registers {registers}", options, all, flat ? 4 : 12);
    }

    [Test]
    public void Chip_with_eight_of_64_tiles_busy()
    {
        Report("partitioned, 8 tiles", new RtlChipOptions { Profile = true }, [[0, 1, 2, 3, 4, 5, 6, 7]], 40);
        Report("flat, 8 tiles", new RtlChipOptions { Flat = true, Profile = true }, [[0, 1, 2, 3, 4, 5, 6, 7]], 4);
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Compile_from_nothing(bool flat)
    {
        string folder = Directory.CreateTempSubdirectory("acs-bench-").FullName;
        var build = new VerilatorBuild(ProcessRunner.Default, ToolLocator.Default, new BuildCache(folder));
        BuiltModel built = build.Build(new RtlChipOptions { Flat = flat }.Specification());
        TestContext.Out.WriteLine($"compile {(flat ? "flat" : "partitioned")}: {built.BuildTime.TotalSeconds:0.0} s");
        Directory.Delete(folder, recursive: true);
    }

    private static void Report(string name, RtlChipOptions options, int[][] chains, int positions)
    {
        var workload = new RandomWorkload(1, chains);
        using var chip = new RtlChip(options, workload);
        chip.Configure([.. workload.Writes()]);
        var (commands, data) = workload.Stimulus(chip.Cycle, positions);
        ChipStatistics before = chip.Statistics;
        TimeSpan used = Environment.CpuUsage.TotalTime;
        chip.Run(commands, data);
        double seconds = (Environment.CpuUsage.TotalTime - used).TotalSeconds;
        ChipStatistics after = chip.Statistics;
        ulong cycles = after.Cycles - before.Cycles;
        ulong evaluations = after.TileEvaluations - before.TileEvaluations;
        TestContext.Out.WriteLine(
            $"{name}: {cycles / seconds:0} chip clocks/s, {evaluations / seconds / 1e6:0.00} M tile clocks/s, {seconds * 1e9 / evaluations:0} ns per tile clock; "
            + $"evaluate {Share(after.EvaluateNanoseconds)} exchange {Share(after.ExchangeNanoseconds)} callbacks {Share(after.CallbackNanoseconds)}; awake {(double)evaluations / cycles / 64:P1}");

        string Share(ulong part) => $"{(double)part / after.RunNanoseconds:P0}";
    }
}
