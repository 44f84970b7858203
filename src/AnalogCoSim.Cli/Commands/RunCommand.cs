using System.CommandLine;
using System.Globalization;
using AnalogCoSim.Bench.Scenarios.Binding;
using AnalogCoSim.Cli.CommandLine;
using AnalogCoSim.Cli.Output;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;
using AnalogCoSim.Coverage.Recording;
using AnalogCoSim.Testbench.Scenarios;

namespace AnalogCoSim.Cli.Commands;

/// <summary><c>acs run</c>: runs scenarios of networks and of blocks and says whether what was expected came out.</summary>
internal static class RunCommand
{
    private static readonly Argument<string[]> Files = new("FILE")
    {
        Description = "Scenario files; a folder stands for all scenarios below it.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string?> Coverage = new("--coverage") { Description = "Builds the RTL with coverage and adds the counts of each scenario to this database (default: $ACS_COVERAGE).", HelpName = "FILE" };

    private static readonly string[] Examples =
    [
        "acs run testbenches/chip_inference/scenarios/quickstart.yaml",
        "acs run quickstart.yaml --engine reference --seed 7 --set data.count=200",
        "acs run testbenches/fp16",
        "acs run testbenches/chip_inference --out results/all --json > all.json",
    ];

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var command = new Command("run", "Runs scenarios: networks on the chip, or test benches of blocks; RTL against reference, expectations checked.") { Files };
        ScenarioOptions.AddTo(command);
        command.Options.Add(Coverage);
        command.Options.Add(CommonOptions.Json);
        command.Action = new CommandBody(Run, Examples);
        return command;
    }

    private static int Run(CliSession session)
    {
        string[] files = [.. session.Get(Files).SelectMany(Expand)];
        IReadOnlyList<string> overrides = ScenarioOptions.Overrides(session);
        // All files are read before anything runs: a misspelt key in the last one shows at once.
        IPlannedRun[] runs = LoadAll(session, files, overrides);
        CliConsole.Hint(runs.SelectMany(run => run.Hints));
        string[] folders = [.. runs.Select(run => ScenarioOptions.Folder(session, run.Name, files.Length > 1))];
        RefuseSharedFolders(files, folders);
        var reports = new List<IRunReport>();
        string? database = session.Get(Coverage) ?? (Environment.GetEnvironmentVariable(CoverageRecorder.Variable) is { Length: > 0 } given ? given : null);
        using (CoverageRecorder? recorder = database is null ? null : new CoverageRecorder(FileErrors.Full(database, Coverage.Name), ProjectFolder.Root))
        {
            for (int i = 0; i < files.Length && !session.Cancellation.IsCancellationRequested; i++)
            {
                recorder?.Begin(runs[i].Name, "scenario");
                reports.Add(runs[i].Run(folders[i]));
                recorder?.End(reports[^1].ExitCode == 0);
            }
        }

        RunReports.Show(session.Console, reports);
        return RunReports.ExitCode(reports);
    }

    private static IPlannedRun[] LoadAll(CliSession session, string[] files, IReadOnlyList<string> overrides)
    {
        var runs = new List<IPlannedRun>();
        var errors = new List<Exception>();
        foreach (string file in files)
        {
            try
            {
                runs.Add(BlockScenario.IsBlock(file) ? new BlockRun(session, BlockScenario.Load(file, overrides)) : new NetworkRun(session, file, ScenarioFile.Load(file, overrides), overrides, files.Length > 1));
            }
            catch (AcsException error)
            {
                errors.Add(error);
            }
        }

        return errors.Count == 0 ? [.. runs] : throw new AggregateException(errors);
    }

    // The second would replace the result of the first.
    private static void RefuseSharedFolders(string[] files, string[] folders)
    {
        if (files.Zip(folders).GroupBy(one => one.Second, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } shared)
        {
            throw new AcsException(
                ErrorCode.CommandLine,
                "Two scenarios of this command have the same name, and so the same result folder.",
                string.Join(" and ", shared.Select(one => Path.GetFullPath(one.First))),
                "names of their own",
                shared.Key,
                "Change 'name:' in one of them, or run them one by one with an --out each.");
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
