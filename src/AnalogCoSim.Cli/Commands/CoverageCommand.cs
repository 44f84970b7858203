using System.CommandLine;
using System.Globalization;
using AnalogCoSim.Cli.CommandLine;
using AnalogCoSim.Cli.Coverage;
using AnalogCoSim.Cli.Output;
using AnalogCoSim.Core.Files;
using AnalogCoSim.Coverage.Database;
using AnalogCoSim.Coverage.Reporting;
using Spectre.Console;

namespace AnalogCoSim.Cli.Commands;

/// <summary><c>acs coverage</c>: what tests and scenarios have covered of the RTL.</summary>
internal static class CoverageCommand
{
    private static readonly Option<string?> Out = new("--out") { Description = "Folder for index.html, coverage.lcov, holes.txt and the annotated sources.", HelpName = "DIR" };

    private static readonly Argument<string> Target = new("TARGET") { Description = "The database that the others are added to; made if it is not there." };

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var report = new Command("report", "Figures by folder and group, after waivers.")
        {
            CoverageOptions.Databases, CoverageOptions.Waivers, CoverageOptions.Folders, CoverageOptions.Require, CoverageOptions.Root, Out, CommonOptions.Json,
        };
        report.Action = new CommandBody(Report, ["acs coverage report results/coverage/coverage.db --out results/coverage", "acs coverage report a.db b.db --folder ldpu --require line=100,toggle=95"]);
        var holes = new Command("holes", "What was not hit and is not waived, by name.") { CoverageOptions.Databases, CoverageOptions.Waivers, CoverageOptions.Folders, CoverageOptions.Root, CommonOptions.Json };
        holes.Action = new CommandBody(Holes, ["acs coverage holes results/coverage/coverage.db --folder fp16"]);
        var merge = new Command("merge", "Adds the runs of databases to another one; a run that is there is not added again.") { Target, CoverageOptions.Databases, CommonOptions.Json };
        merge.Action = new CommandBody(Merge, ["acs coverage merge all.db monday.db tuesday.db"]);
        return new Command("coverage", "Coverage of the RTL by tests and scenarios: figures, holes, merging.") { report, holes, merge };
    }

    private static int Report(CliSession session)
    {
        string[] databases = session.Get(CoverageOptions.Databases);
        var required = CoverageOptions.Required(session);
        CoverageReport report = CoverageOptions.Report(session, databases);
        Table table = Tables.Create("folder or group", "what", ">covered", ">hit", ">waived", ">holes", ">all");
        foreach (Figure figure in report.Figures)
        {
            table.AddRow([new Text(figure.Folder), new Text(figure.Kind.ToString().ToLowerInvariant()), new Text(figure.Text), .. Numbers(figure.Covered, figure.Waived, figure.Holes, figure.Total)]);
        }

        session.Console.Draw(table);
        Notes(session.Console, report);
        Figure[] missed = [.. report.Figures.Where(figure => required.TryGetValue(figure.Kind, out double least) && figure.Holes > 0 && figure.Percent < least)];
        foreach (Figure figure in missed)
        {
            session.Console.Line($"missed:  {figure.Kind.ToString().ToLowerInvariant()} of {figure.Folder} is {figure.Text} of the {required[figure.Kind].ToString(CultureInfo.InvariantCulture)} % required");
        }

        if (session.Get(Out) is { } folder)
        {
            CoverageFiles.Write(Path.GetFullPath(folder), report, CoverageOptions.Sources(session), databases);
            session.Console.Line($"report:  {Path.GetRelativePath(CurrentFolder.OrRoot, Path.Combine(Path.GetFullPath(folder), CoverageFiles.PageName))}");
        }

        int exit = missed.Length > 0 || (required.Count > 0 && (report.Stale.Count > 0 || report.Functional.Contradictions.Any())) ? 1 : 0;
        session.Console.JsonObject(new
        {
            exitCode = exit,
            figures = report.Figures,
            holes = HoleList.Of(report.Holes),
            stale = report.Stale.Select(pair => pair.Item.Title),
            runs = report.Runs.Count,
            leftOut = report.LeftOut.Select(pair => new { pair.Run.Name, pair.Why }),
        });
        return exit;
    }

    private static int Holes(CliSession session)
    {
        CoverageReport report = CoverageOptions.Report(session, session.Get(CoverageOptions.Databases));
        IReadOnlyList<string> names = HoleList.Of(report.Holes);
        foreach (string name in names)
        {
            session.Console.Line(name);
        }

        session.Console.JsonObject(new { exitCode = 0, holes = names });
        return 0;
    }

    private static int Merge(CliSession session)
    {
        string target = Path.GetFullPath(session.Get(Target));
        var runs = CoverageOptions.Runs(session.Get(CoverageOptions.Databases));
        using CoverageDatabase database = CoverageDatabase.OpenOrCreate(target);
        int added = database.AddAll(runs);
        session.Console.Line(string.Create(CultureInfo.InvariantCulture, $"{added} of {runs.Count} runs added to {target}"));
        session.Console.JsonObject(new { exitCode = 0, added, runs = runs.Count });
        return 0;
    }

    private static void Notes(CliConsole console, CoverageReport report)
    {
        console.Line(string.Create(CultureInfo.InvariantCulture, $"runs:    {report.Runs.Count}, {report.LeftOut.Count} left out"));
        foreach (var group in report.LeftOut.GroupBy(pair => pair.Why))
        {
            console.Line(string.Create(CultureInfo.InvariantCulture, $"left out: {group.Count()} because {group.Key}, such as {group.First().Run.Name}"));
        }

        foreach (var (waiver, item) in report.Stale)
        {
            console.Line($"stale:   {waiver.Place} excuses {item.Title}, which was hit");
        }

        foreach (var bin in report.Functional.Contradictions)
        {
            console.Line(string.Create(CultureInfo.InvariantCulture, $"hit:     {bin.Name}, {bin.Count} times, although: {bin.Note}"));
        }
    }

    private static IEnumerable<Text> Numbers(params int[] values) => values.Select(value => new Text(value.ToString(CultureInfo.InvariantCulture)));
}
