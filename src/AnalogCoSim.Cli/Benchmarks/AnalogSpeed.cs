using System.CommandLine;
using System.Globalization;
using AnalogCoSim.Analog.Operation;
using AnalogCoSim.Benchmarks.Analog;
using AnalogCoSim.Cli.CommandLine;
using AnalogCoSim.Cli.Output;
using Spectre.Console;

namespace AnalogCoSim.Cli.Benchmarks;

/// <summary><c>acs measure analog</c>: MVMs a second of the analog model, against a float32 matrix product of the same size.</summary>
internal static class AnalogSpeed
{
    private static readonly Option<int> Threads = new Option<int>("--threads") { Description = "Largest number of threads (default: all processors).", HelpName = "N" }.Within(1, 1024);

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var command = new Command("analog", "MVMs a second of one 256 x 256 core with weight-dependent read noise.") { Threads, CommonOptions.Json };
        command.Action = new CommandBody(Run, ["acs measure analog --json"]);
        return command;
    }

    private static int Run(CliSession session)
    {
        int threads = session.Get(Threads) is > 0 and var given ? given : Environment.ProcessorCount;
        AnalogBenchmarkReport report = session.Console.WithProgress(_ => AnalogBenchmark.Run(maxThreads: threads, cancellation: session.Cancellation));
        Table table = Tables.Create("mode", ">batch", ">threads", ">MVMs/s", ">GOPS", ">of float32 GEMM");
        foreach (AnalogBenchmarkRow row in report.Rows)
        {
            table.AddRow(
                new Text(row.Mode),
                Number(row.Batch),
                Number(row.Threads),
                Number(row.MvmPerSecond),
                Number(row.MvmPerSecond * 2 * AnalogGeometry.Cells * 1e-9),
                new Text(row.FractionOfGemm.ToString("P0", CultureInfo.InvariantCulture)));
        }

        session.Console.Line($"{MachineInfo.Current}, {report.Instructions} kernels; float32 product: {report.GemmMultiplyAddsPerSecond * 1e-9:F1} G multiply-adds/s on one thread");
        session.Console.Draw(table);
        session.Console.JsonObject(Json(report));
        return 0;
    }

    // One member a mode at the top, keyed by batch size; its own figures are those of one thread, the others stand under "threads".
    private static Dictionary<string, object> Json(AnalogBenchmarkReport report)
    {
        var json = new Dictionary<string, object>
        {
            ["exitCode"] = 0,
            ["machine"] = MachineInfo.Current,
            ["instructions"] = report.Instructions,
            ["gemmMultiplyAddsPerSecond"] = report.GemmMultiplyAddsPerSecond,
        };
        foreach (var mode in report.Rows.GroupBy(row => row.Mode))
        {
            json[mode.Key] = mode.GroupBy(row => row.Batch).ToDictionary(
                batch => batch.Key.ToString(CultureInfo.InvariantCulture),
                batch => new
                {
                    mvmPerSecond = batch.First(row => row.Threads == 1).MvmPerSecond,
                    fractionOfGemm = batch.First(row => row.Threads == 1).FractionOfGemm,
                    multiplyAddsPerMvm = batch.First().MultiplyAddsPerMvm,
                    threads = batch.ToDictionary(
                        row => row.Threads.ToString(CultureInfo.InvariantCulture),
                        row => new { mvmPerSecond = row.MvmPerSecond, fractionOfGemm = row.FractionOfGemm }),
                });
        }

        return json;
    }

    private static Text Number(double value) => new(value.ToString("N0", CultureInfo.InvariantCulture));
}
