using System.CommandLine;
using System.Globalization;
using AnalogCoSim.Benchmarks;
using AnalogCoSim.Cli.CommandLine;
using AnalogCoSim.Cli.Output;
using Spectre.Console;

namespace AnalogCoSim.Cli.Benchmarks;

/// <summary><c>acs measure interop</c>: one tile driven from C# against a C++ loop.</summary>
internal static class InteropBenchmarkCommand
{
    private static readonly Option<int> Clocks = new Option<int>("--clocks") { Description = "Clocks of one loop.", HelpName = "N", DefaultValueFactory = _ => 20_000 }.Within(1);

    // Short loops, many of them: on a shared machine the best one ran undisturbed.
    private static readonly Option<int> Repetitions = new Option<int>("--repetitions") { Description = "Repetitions, the best of which counts.", HelpName = "N", DefaultValueFactory = _ => 100 }.Within(1);

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var command = new Command("interop", "Clocks a second of one tile driven from C# and from C++.") { Clocks, Repetitions, CommonOptions.Json };
        command.Action = new CommandBody(Run, ["acs measure interop --json", "acs measure interop --clocks 200000 --repetitions 9"]);
        return command;
    }

    private static int Run(CliSession session)
    {
        InteropBenchmarkResult result = session.Console.WithProgress(progress =>
            InteropBenchmark.Run(session.Get(Clocks), session.Get(Repetitions), progress, session.Cancellation));
        Table table = Tables.Create("driven by", ">clocks/s", ">to C++", ">median");
        Row("C#, a call per clock", result.ClocksPerSecondPerCycle, result.RatioPerCycle, result.MedianRatioPerCycle);
        Row($"C#, a call each {result.BurstClocks} clocks", result.ClocksPerSecondBurst, result.RatioBurst, result.MedianRatioBurst);
        Row("C++ loop", result.ClocksPerSecondNative, 1, 1);
        session.Console.Line(MachineInfo.Current.ToString());
        session.Console.Draw(table);
        int exitCode = result.ChecksumsEqual ? 0 : 1;
        session.Console.JsonObject(new
        {
            exitCode,
            ratioPerCycle = result.RatioPerCycle,
            ratioBurst = result.RatioBurst,
            medianRatioPerCycle = result.MedianRatioPerCycle,
            medianRatioBurst = result.MedianRatioBurst,
            clocksPerSecondPerCycle = result.ClocksPerSecondPerCycle,
            clocksPerSecondBurst = result.ClocksPerSecondBurst,
            clocksPerSecondNative = result.ClocksPerSecondNative,
            checksumsEqual = result.ChecksumsEqual,
            clocks = result.Clocks,
            burstClocks = result.BurstClocks,
            repetitions = result.Repetitions,
            machine = MachineInfo.Current,
        });
        return exitCode;

        void Row(string name, double rate, double ratio, double median) => table.AddRow(
            new Text(name),
            new Text(rate.ToString("N0", CultureInfo.InvariantCulture)),
            new Text(ratio.ToString("N3", CultureInfo.InvariantCulture)),
            new Text(median.ToString("N3", CultureInfo.InvariantCulture)));
    }
}
