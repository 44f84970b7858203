using System.CommandLine;
using AnalogCoSim.Cli.CommandLine;
using AnalogCoSim.Cli.Output;
using AnalogCoSim.Cli.Results;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;
using AnalogCoSim.Report.Recorded;

namespace AnalogCoSim.Cli.Commands;

/// <summary><c>acs results</c>: writes <c>testbenches/RESULTS.md</c> from recorded results, and records them.</summary>
internal static class ResultsCommand
{
    private const string Page = "testbenches/RESULTS.md";

    private static readonly Option<bool> Check = new("--check") { Description = "Writes nothing; exit code 1 if the page is not what it would write." };

    private static readonly Option<string[]> Record = new("--record")
    {
        Description = $"Runs the command of {Recorder.Folder}/NAME.json anew and keeps its result; may be given several times.",
        HelpName = "NAME",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [],
    };

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var command = new Command("results", $"Writes {Page} from the results under {Recorder.Folder}, and records them anew.") { Check, Record, CommonOptions.Json };
        command.Action = new CommandBody(Run, ["acs results", "acs results --check", "acs results --record quickstart timing-resnet9"]);
        return command;
    }

    private static int Run(CliSession session)
    {
        string records = ProjectFolder.PathOf(Recorder.Folder);
        string[] names = session.Get(Record) ?? [];
        foreach (string name in names)
        {
            string path = Path.Combine(records, name + ".json");
            RecordedResult record = RecordedResult.Read(path);
            session.Console.Line($"record:  {record.Command}");
            Recorder.Run(record, CliConsole.Note, session.Cancellation).Write(path);
        }

        string page = ProjectFolder.PathOf(Page);
        string text = ResultsPage.Make(Path.Combine(records, "RESULTS.md.liquid"), records);
        bool stale = !File.Exists(page) || File.ReadAllText(page) != text;
        bool check = session.Get(Check);
        if (stale && !check)
        {
            AtomicFile.WriteText(page, text);
        }

        session.Console.Line(!stale ? $"{Page} is up to date." : check ? $"stale:   {Page}\nremedy:  {CalledName.In("acs results")}" : $"written: {Page}");
        int exitCode = stale && check ? 1 : 0;
        session.Console.JsonObject(new { exitCode, page = Page, stale, recorded = names });
        return exitCode;
    }
}
