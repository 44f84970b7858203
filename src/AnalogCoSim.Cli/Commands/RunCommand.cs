using System.CommandLine;
using System.Globalization;
using AnalogCoSim.Bench.Running;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Bench.Scenarios.Binding;
using AnalogCoSim.Cli.CommandLine;
using AnalogCoSim.Cli.Output;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Cli.Commands;

/// <summary><c>acs run</c>: runs scenarios and says whether what was expected came out.</summary>
internal static class RunCommand
{
    private static readonly Argument<string[]> Files = new("FILE")
    {
        Description = "Scenario files; a folder stands for all scenarios below it.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly string[] Examples =
    [
        "acs run testbenches/chip_inference/scenarios/quickstart.yaml",
        "acs run quickstart.yaml --engine reference --seed 7 --set data.count=200",
        "acs run testbenches/chip_inference --out results/all --json > all.json",
    ];

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var command = new Command("run", "Runs scenarios: networks on the chip, RTL against reference, expectations checked.") { Files };
        ScenarioOptions.AddTo(command);
        command.Options.Add(CommonOptions.Json);
        command.Action = new CommandBody(Run, Examples);
        return command;
    }

    private static int Run(CliSession session)
    {
        string[] files = [.. session.Get(Files).SelectMany(Expand)];
        IReadOnlyList<string> overrides = ScenarioOptions.Overrides(session);
        // All files are read before anything runs: a misspelt key in the last one shows at once.
        Scenario[] scenarios = LoadAll(files, overrides);
        CliConsole.Hint(scenarios.SelectMany(scenario => scenario.Hints));
        RunOptions[] options = [.. files.Select((file, i) => ScenarioOptions.RunOptions(session, file, scenarios[i].Name, overrides, files.Length > 1))];
        RefuseSharedFolders(options);
        var reports = new List<RunReport>();
        for (int i = 0; i < files.Length && !session.Cancellation.IsCancellationRequested; i++)
        {
            reports.Add(RunOne(session, scenarios[i], options[i], files.Length > 1 ? scenarios[i].Name + ": " : string.Empty));
        }

        RunReport.Show(session.Console, reports);
        return reports.Count == 0 ? 0 : reports.Max(report => report.ExitCode);
    }

    private static Scenario[] LoadAll(string[] files, IReadOnlyList<string> overrides)
    {
        var scenarios = new List<Scenario>();
        var errors = new List<Exception>();
        foreach (string file in files)
        {
            try
            {
                scenarios.Add(ScenarioFile.Load(file, overrides));
            }
            catch (AcsException error)
            {
                errors.Add(error);
            }
        }

        return errors.Count == 0 ? [.. scenarios] : throw new AggregateException(errors);
    }

    // The second would replace the result of the first.
    private static void RefuseSharedFolders(RunOptions[] options)
    {
        if (options.GroupBy(option => option.ResultFolder, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } shared)
        {
            throw new AcsException(
                ErrorCode.CommandLine,
                "Two scenarios of this command have the same name, and so the same result folder.",
                string.Join(" and ", shared.Select(option => option.ScenarioPath)),
                "names of their own",
                shared.Key,
                "Change 'name:' in one of them, or run them one by one with an --out each.");
        }
    }

    private static RunReport RunOne(CliSession session, Scenario scenario, RunOptions options, string name)
    {
        options = options with { Tell = text => session.Console.Tell(name + text) };
        try
        {
            return new RunReport(options.ScenarioPath, session.Console.WithProgress(progress => ScenarioRunner.Run(scenario, options, progress, session.Cancellation)), null);
        }
        catch (AcsException error)
        {
            CliConsole.Note(error.Render());
            return new RunReport(options.ScenarioPath, null, error);
        }
    }

    private static IEnumerable<string> Expand(string path)
    {
        if (!Directory.Exists(path))
        {
            return [path];
        }

        string[] found = [.. Directory.EnumerateFiles(path, "*.yaml", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(file))) == "scenarios")
            .Order(StringComparer.Ordinal)];
        return found.Length > 0 ? found : throw new AcsException(
            ErrorCode.ScenarioNotFound,
            "The folder has no scenarios.",
            path,
            "scenarios/*.yaml in it or below",
            string.Create(CultureInfo.InvariantCulture, $"{Directory.GetFiles(path).Length} other files"));
    }
}
