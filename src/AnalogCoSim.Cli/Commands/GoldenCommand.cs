using System.CommandLine;
using AnalogCoSim.Bench.Running;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Bench.Scenarios.Binding;
using AnalogCoSim.Cli.CommandLine;
using AnalogCoSim.Cli.Output;

namespace AnalogCoSim.Cli.Commands;

/// <summary><c>acs golden</c>: records what a scenario computes as what it must compute from now on.</summary>
internal static class GoldenCommand
{
    private static readonly Argument<string> File = new("FILE") { Description = "Scenario; its expect.golden names the trace." };
    private static readonly Option<string?> Output = new("--output") { Description = "Trace to write instead of the one the scenario names.", HelpName = "FILE" };

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var command = new Command("golden", "Records the golden trace of a scenario; runs that expect it are compared with it bit by bit.") { File, Output };
        ScenarioOptions.AddTo(command);
        command.Options.Add(CommonOptions.Json);
        command.Action = new CommandBody(Run,
        [
            "acs golden testbenches/chip_inference/scenarios/quickstart.yaml",
            "acs golden quickstart.yaml --engine reference --output /tmp/quickstart.npz",
        ]);
        return command;
    }

    private static int Run(CliSession session)
    {
        string file = session.Get(File);
        IReadOnlyList<string> overrides = ScenarioOptions.Overrides(session);
        Scenario scenario = ScenarioFile.Load(file, overrides);
        CliConsole.Hint(scenario.Hints);
        RunOptions options = ScenarioOptions.RunOptions(session, file, overrides, ScenarioOptions.Folder(session, scenario.Name));
        (ScenarioResult result, string path) = session.Console.WithProgress(
            progress => GoldenRecording.Record(scenario, options, session.Get(Output), progress, session.Cancellation));
        session.Console.Line($"golden:  {path}");
        session.Console.Line($"digest:  {result.Digest} ({result.Images} images, {result.Engine} engine, seed {result.Seed})");
        session.Console.JsonObject(new { exitCode = 0, golden = path, digest = result.Digest, images = result.Images, engine = result.Engine, seed = result.Seed });
        return 0;
    }
}
