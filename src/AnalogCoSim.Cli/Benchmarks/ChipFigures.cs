using System.CommandLine;
using System.Globalization;
using AnalogCoSim.Bench.Data;
using AnalogCoSim.Bench.Running;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Bench.Scenarios.Binding;
using AnalogCoSim.Chip.Performance;
using AnalogCoSim.Cli.CommandLine;
using AnalogCoSim.Cli.Output;
using Spectre.Console;

namespace AnalogCoSim.Cli.Benchmarks;

/// <summary><c>acs measure timing</c>: clocks, time and energy of a network on the chip, layer by layer, as the RTL counts them.</summary>
internal static class ChipFigures
{
    private static readonly Argument<string?> File = new("FILE") { Description = "Scenario (default: the quick start).", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string?> Data = new("--data") { Description = "Folder of the data sets (default: $ACS_DATA).", HelpName = "DIR" };
    private static readonly Option<string?> Models = new("--models") { Description = "Folder of the networks (default: $ACS_MODELS).", HelpName = "DIR" };

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var command = new Command("timing", "Clocks, time and energy of one image on the chip, layer by layer, counted by the RTL.") { File, Data, Models, CommonOptions.Json };
        command.Action = new CommandBody(Run, ["acs measure timing", "acs measure timing testbenches/chip_inference/scenarios/resnet9-cifar10-tdp.yaml --json"]);
        return command;
    }

    private static int Run(CliSession session)
    {
        string file = session.Arguments.GetValue(File) ?? ProjectFolder.PathOf("testbenches", "chip_inference", "scenarios", "quickstart.yaml");
        string[] overrides = ["engine=rtl", "data.count=1"];
        var options = new RunOptions { ScenarioPath = Path.GetFullPath(file), Overrides = overrides, Roots = new DataRoots(session.Get(Data), session.Get(Models)), CheckGolden = false };
        Scenario scenario = ScenarioFile.Load(file, overrides);
        CliConsole.Hint(scenario.Hints);
        ScenarioResult result = session.Console.WithProgress(progress => ScenarioRunner.Run(scenario, options, progress, session.Cancellation));
        if (result.Failure is { } failure)
        {
            throw failure;
        }

        Table table = Tables.Create("layer", "kind", ">cores", ">MVMs", ">clocks", ">us");
        foreach (LayerResult layer in result.PerLayer)
        {
            double clocks = layer.CyclesPerImage ?? 0;
            table.AddRow(new Text(layer.Name), new Text(layer.Kind), Number(layer.Cores.Count), Number(layer.Mvms), Number(clocks), Number(Microseconds(clocks), "N2"));
        }

        table.AddRow(new Text("total"), new Text(string.Empty), Number(result.Cores), Number(result.Mvms), Number(result.Cycles), Number(Microseconds(result.Cycles), "N2"));
        session.Console.Draw(table);
        // One image says nothing about accuracy.
        PublishedRow[] published = [.. result.Published.Where(row => row.Unit != "%")];
        if (published.Length > 0)
        {
            session.Console.Draw(PublishedTable.Create(published));
        }

        session.Console.Line($"energy: {result.MicrojoulePerImage:F2} uJ per image; host steps take no chip time");
        session.Console.JsonObject(new
        {
            exitCode = 0,
            scenario = file,
            cores = result.Cores,
            mvms = result.Mvms,
            cycles = result.Cycles,
            microseconds = result.MicrosecondsPerImage,
            microjoule = result.MicrojoulePerImage,
            layers = result.PerLayer,
            published,
        });
        return 0;
    }

    private static double Microseconds(double clocks) => clocks * PerformanceSummary.DigitalClockNanoseconds / 1000;

    private static Text Number(double value, string format = "N0") => new(value.ToString(format, CultureInfo.InvariantCulture));
}
