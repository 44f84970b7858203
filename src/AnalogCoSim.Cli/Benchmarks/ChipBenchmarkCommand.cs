using System.CommandLine;
using System.Globalization;
using AnalogCoSim.Bench.Running;
using AnalogCoSim.Benchmarks;
using AnalogCoSim.Cli.CommandLine;
using AnalogCoSim.Cli.Output;
using Spectre.Console;

namespace AnalogCoSim.Cli.Benchmarks;

/// <summary><c>acs measure chip</c>: images a second of ResNet-9 on each engine.</summary>
internal static class ChipBenchmarkCommand
{
    private static readonly Option<int> Images = new Option<int>("--images") { Description = "Images a measurement.", HelpName = "N", DefaultValueFactory = _ => 8 }.Within(1);

    private static readonly Option<int> Threads = new Option<int>("--threads") { Description = "Engines at once.", HelpName = "N", DefaultValueFactory = _ => 2 }.Within(1, 1024);

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var command = new Command("chip", "Images a second of ResNet-9 with two-device noise on each engine.")
        {
            Images, Threads, BenchmarkOptions.Repetitions, BenchmarkOptions.Data, BenchmarkOptions.Models, CommonOptions.Json,
        };
        command.Action = new CommandBody(Run, ["acs measure chip --json", "acs measure chip --images 32"]);
        return command;
    }

    private static int Run(CliSession session)
    {
        ChipBenchmarkResult result = session.Console.WithProgress(progress => ChipBenchmark.Run(
            session.Get(Images),
            session.Get(Threads),
            session.Get(BenchmarkOptions.Repetitions),
            BenchmarkOptions.Roots(session),
            progress,
            session.Cancellation));
        Table table = Tables.Create("engine", ">images/s", ">core MVMs/s", ">chip clocks/s");
        foreach (ScenarioResult run in result.Runs)
        {
            double seconds = run.Images / run.ImagesPerSecond;
            table.AddRow(run.Engine, Number(run.ImagesPerSecond, "N2"), Number(run.Mvms / seconds, "N0"), run.Cycles == 0 ? "untimed" : Number(run.Cycles / seconds, "N0"));
        }

        session.Console.Line(MachineInfo.Current.ToString());
        session.Console.Line($"{result.Network}, {result.Images} images, {result.Threads} threads {result.Note}".TrimEnd());
        session.Console.Draw(table);
        session.Console.Line(string.Create(CultureInfo.InvariantCulture, $"time of an image in lockstep: {result.LockstepCost:F2} of the RTL's alone, times {result.AssertionCost:F2} for the assertions"));
        session.Console.JsonObject(new
        {
            exitCode = 0,
            imagesPerSecondRtl = result.ImagesPerSecondRtl,
            imagesPerSecondLockstep = result.ImagesPerSecondLockstep,
            imagesPerSecondReference = result.ImagesPerSecondReference,
            lockstepCost = result.LockstepCost,
            assertionCost = result.AssertionCost,
            network = result.Network,
            note = result.Note,
            images = result.Images,
            threads = result.Threads,
            machine = MachineInfo.Current,
            timeBudget = result.Runs.ToDictionary(run => run.Engine, run => run.TimeBudget),
        });
        return 0;
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
