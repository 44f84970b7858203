using System.CommandLine;
using System.Globalization;
using AnalogCoSim.Benchmarks;
using AnalogCoSim.Benchmarks.Streaming;
using AnalogCoSim.Benchmarks.Tiles;
using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Cli.CommandLine;
using AnalogCoSim.Cli.Output;
using Spectre.Console;

namespace AnalogCoSim.Cli.Benchmarks;

/// <summary><c>acs measure engine</c>: the partitioned against the flat engine.</summary>
internal static class EngineBenchmarkCommand
{
    private static readonly Option<double> Share = new Option<double>("--share")
    {
        Description = "Share of every layer's positions that run.",
        HelpName = "0.001..1",
        DefaultValueFactory = _ => new EngineBenchmarkOptions().PositionShare,
    }.Within(0.001, 1);

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var command = new Command("engine", "Clocks a second of the partitioned and the flat engine.")
        {
            Share, BenchmarkOptions.Repetitions, BenchmarkOptions.Data, BenchmarkOptions.Models, CommonOptions.Json,
        };
        command.Action = new CommandBody(Run, ["acs measure engine --json", "acs measure engine --share 0.25"]);
        return command;
    }

    private static int Run(CliSession session)
    {
        var options = new EngineBenchmarkOptions
        {
            Roots = BenchmarkOptions.Roots(session),
            Repetitions = session.Get(BenchmarkOptions.Repetitions),
            PositionShare = session.Get(Share),
        };
        EngineBenchmarkResult result = session.Console.WithProgress(progress => new EngineBenchmark(options, progress, session.Cancellation).Run());
        Table table = Tables.Create("workload", ">cores", ">chips", ">partitioned clocks/s", ">flat clocks/s", ">ratio", "digests");
        foreach (EngineRate rate in result.Rates.Concat(result.ActiveCores))
        {
            string flat = rate.Flat == 0 ? "-" : Number(rate.Flat, "N0");
            string ratio = rate.Flat == 0 ? "-" : Number(rate.Ratio, "N2");
            table.AddRow(
                rate.Workload,
                Number(rate.ActiveCores, "N0"),
                Number(rate.Threads, "N0"),
                Number(rate.Partitioned, "N0"),
                flat,
                ratio,
                rate.DigestsEqual ? "equal" : "DIFFERENT");
        }

        session.Console.Line(MachineInfo.Current.ToString());
        session.Console.Line(result.Note.Length > 0 ? result.Note : $"{result.Network}: {Number(result.PositionShare, "P1")} of every layer's positions");
        session.Console.Draw(table);
        session.Console.Line($"memory: {Number(result.MemoryGrowthBytesPerImage, "N0")} bytes more after each of {result.MemoryImages} images");
        foreach (SnapshotCost cost in result.Snapshots)
        {
            session.Console.Line(
                $"snapshot, {cost.Cores} cores at work: {Number(cost.Bytes / 1024.0, "N0")} KiB, saved in {Number(cost.SaveMicroseconds, "N0")} us, restored in {Number(cost.RestoreMicroseconds, "N0")} us");
        }

        session.Console.Draw(TileCosts(result.TileCost));
        int exitCode = result.DigestsEqual ? 0 : 1;
        session.Console.JsonObject(Describe(result, exitCode));
        return exitCode;
    }

    private static object Describe(EngineBenchmarkResult result, int exitCode) => new
    {
        exitCode,
        ratioResnet9 = result.RatioResnet9,
        ratioIdle = result.RatioIdle,
        ratioStreaming = result.RatioStreaming,
        digestsEqual = result.DigestsEqual,
        network = result.Network,
        note = result.Note,
        positionShare = result.PositionShare,
        snapshotSaveMicroseconds = result.Snapshots[^1].SaveMicroseconds,
        snapshotRestoreMicroseconds = result.Snapshots[^1].RestoreMicroseconds,
        snapshots = result.Snapshots,
        tileCost = result.TileCost,
        memoryGrowthBytesPerImage = result.MemoryGrowthBytesPerImage,
        memoryImages = result.MemoryImages,
        rates = result.Rates,
        activeCores = result.ActiveCores,
        machine = MachineInfo.Current,
    };

    private static Table TileCosts(TileCost cost)
    {
        Table table = Tables.Create("a tile evaluation", ">ns");
        string streaming = $"one of {ChipGeometry.Cores} streaming tiles";
        Row("tile alone, idle", cost.IdleEvaluation);
        Row("tile alone, streaming, with inputs and two outputs", cost.StreamingEvaluation);
        Row("copy of an input record", cost.InputRecord);
        Row("copy of an output record", cost.OutputRecord);
        Row($"{streaming}: evaluation", cost.ChipEvaluation);
        Row($"{streaming}: exchange", cost.ChipExchange);
        Row($"{streaming}: host callbacks", cost.ChipCallbacks);
        Row($"{streaming}: rest of the scheduler", cost.ChipScheduler);
        return table;

        void Row(string name, double nanoseconds) => table.AddRow(name, Number(nanoseconds, "N1"));
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
