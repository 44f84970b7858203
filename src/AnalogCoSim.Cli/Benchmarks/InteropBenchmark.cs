using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using AnalogCoSim.Cli.CommandLine;
using AnalogCoSim.Cli.Output;
using AnalogCoSim.Rtl.Building;
using AnalogCoSim.Rtl.Models;
using Spectre.Console;

namespace AnalogCoSim.Cli.Benchmarks;

/// <summary><c>acs bench interop</c>: what a call from C# into a Verilated model costs beyond the model itself.</summary>
internal static class InteropBenchmark
{
    private const int Clocks = 2_000_000;
    private const int Repeats = 5;

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var command = new Command("interop", "Cost of a call from C# into a Verilated model: one call a clock against one call for all clocks.") { CommonOptions.Json };
        command.Action = new CommandBody(Run, ["acs bench interop --json"]);
        return command;
    }

    private static int Run(CliSession session)
    {
        var specification = new ModelSpecification(RtlSources.OfProject("acs_fp16_unit"), ModelFlavour.Fast);
        BuiltModel built = session.Console.WithProgress(_ => VerilatorBuild.Default.Build(specification, session.Cancellation));
        using var model = new VerilatedModel(built);
        model.Set("rst_ni", 0);
        model.Run(2);
        model.Set("rst_ni", 1);
        double inOneCall = BestNanoseconds(() => model.Run(Clocks));
        double callEachClock = BestNanoseconds(() => EachClock(model));
        Table table = Tables.Create("how", ">ns a clock");
        table.AddRow(new Text("one call for all clocks"), Nanoseconds(inOneCall));
        table.AddRow(new Text("one call a clock"), Nanoseconds(callEachClock));
        table.AddRow(new Text("the call itself"), Nanoseconds(callEachClock - inOneCall));
        session.Console.Line($"{MachineInfo.Current}; acs_fp16_unit, idle inputs, best of {Repeats} x {Clocks:N0} clocks");
        session.Console.Draw(table);
        session.Console.JsonObject(new
        {
            exitCode = 0,
            machine = MachineInfo.Current,
            clocks = Clocks,
            nanosecondsPerClockInOneCall = inOneCall,
            nanosecondsPerClockCallEachClock = callEachClock,
            nanosecondsPerCall = callEachClock - inOneCall,
        });
        return 0;
    }

    private static void EachClock(VerilatedModel model)
    {
        for (int i = 0; i < Clocks; i++)
        {
            model.Run();
        }
    }

    private static double BestNanoseconds(Action work)
    {
        double best = double.MaxValue;
        for (int i = 0; i < Repeats; i++)
        {
            long started = Stopwatch.GetTimestamp();
            work();
            best = Math.Min(best, Stopwatch.GetElapsedTime(started).TotalNanoseconds / Clocks);
        }

        return best;
    }

    private static Text Nanoseconds(double value) => new(value.ToString("F1", CultureInfo.InvariantCulture));
}
