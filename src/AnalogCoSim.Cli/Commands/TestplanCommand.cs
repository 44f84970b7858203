using System.CommandLine;
using System.Globalization;
using AnalogCoSim.Cli.CommandLine;
using AnalogCoSim.Cli.Coverage;
using AnalogCoSim.Cli.Output;
using AnalogCoSim.Core.Files;
using AnalogCoSim.Coverage.Reporting;
using AnalogCoSim.Coverage.Status;
using AnalogCoSim.Report.Coverage;
using Spectre.Console;

namespace AnalogCoSim.Cli.Commands;

/// <summary><c>acs testplan</c>: where every testpoint stands, by the last results and coverage.</summary>
internal static class TestplanCommand
{
    private static readonly Option<string?> Results = new("--results") { Description = "Folder with results of tests (*.trx) and scenarios, also those of nights; the latest of each counts (default: results).", HelpName = "DIR" };

    private static readonly Option<string?> Database = new("--coverage") { Description = "Coverage database (default: results/coverage/coverage.db, if it is there).", HelpName = "FILE" };

    private static readonly Option<string?> Out = new("--out") { Description = "Writes the table as an HTML page.", HelpName = "FILE" };

    private static readonly Option<bool> Check = new("--check") { Description = "Exit code 1 when a testpoint is red." };

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var command = new Command("testplan", "Testpoints with the last results and coverage: red, amber or green.") { Results, Database, CoverageOptions.Waivers, CoverageOptions.Root, Out, Check, CommonOptions.Json };
        command.Action = new CommandBody(Run, ["acs testplan", "acs testplan --out results/testplan.html --check"]);
        return command;
    }

    private static int Run(CliSession session)
    {
        string root = CoverageOptions.Sources(session).Root;
        string results = Path.GetFullPath(session.Get(Results) ?? Path.Combine(root, "results"));
        string? database = session.Get(Database) ?? (File.Exists(Path.Combine(root, "results", "coverage", "coverage.db")) ? Path.Combine(root, "results", "coverage", "coverage.db") : null);
        CoverageReport? coverage = database is null ? null : CoverageOptions.Report(session, [database]);
        IReadOnlyList<TestpointStatus> statuses = TestplanStatus.Of(TestplanFile.ReadAll(root), TestResults.Read(results), coverage);
        Table table = Tables.Create("testpoint", "status", "stage", ">passed", "coverage", "what is missing");
        foreach (TestpointStatus status in statuses)
        {
            string missing = status.Reasons.Count switch
            {
                0 => string.Empty,
                1 => status.Reasons[0],
                _ => string.Create(CultureInfo.InvariantCulture, $"{status.Reasons[0]} and {status.Reasons.Count - 1} more"),
            };
            table.AddRow(
                new Text(status.Testpoint.Name), new Text(status.Colour.ToString().ToLowerInvariant(), Colour(status.Colour)), new Text(status.Testpoint.Stage),
                new Text(string.Create(CultureInfo.InvariantCulture, $"{status.Passed}/{status.Total}")), new Text(status.Coverage ?? "-"), new Text(missing));
        }

        session.Console.Draw(table);
        int red = statuses.Count(status => status.Colour == TestpointColour.Red);
        int green = statuses.Count(status => status.Colour == TestpointColour.Green);
        session.Console.Line(string.Create(CultureInfo.InvariantCulture, $"{statuses.Count} testpoints: {red} red, {statuses.Count - red - green} amber, {green} green"));
        if (session.Get(Out) is { } page)
        {
            AtomicFile.WriteText(Path.GetFullPath(page), TestplanPage.Write(statuses, "acs testplan"));
            session.Console.Line($"page:    {page}");
        }

        int exit = red > 0 && session.Get(Check) ? 1 : 0;
        session.Console.JsonObject(new { exitCode = exit, testpoints = statuses.Select(Describe) });
        return exit;
    }

    private static object Describe(TestpointStatus status) => new
    {
        plan = status.Testpoint.Plan,
        name = status.Testpoint.Name,
        stage = status.Testpoint.Stage,
        status = status.Colour.ToString().ToLowerInvariant(),
        passed = status.Passed,
        total = status.Total,
        coverage = status.Coverage,
        missing = status.Reasons,
    };

    private static Style Colour(TestpointColour colour) => new(colour switch { TestpointColour.Green => Color.Green, TestpointColour.Amber => Color.Yellow, _ => Color.Red });
}
