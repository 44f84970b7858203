using System.Text.Json.Nodes;
using AnalogCoSim.Cli.Output;
using AnalogCoSim.Core.Files;
using Spectre.Console;

namespace AnalogCoSim.Cli.Commands;

/// <summary>The results of one invocation of <c>acs run</c>.</summary>
internal static class RunReports
{
    /// <summary>Shows results as tables, one for each kind, or as one JSON object of one shape however many files there were.</summary>
    /// <param name="console">The outputs.</param>
    /// <param name="reports">The results.</param>
    public static void Show(CliConsole console, IReadOnlyList<IRunReport> reports)
    {
        foreach (IGrouping<string, IRunReport> kind in reports.GroupBy(report => string.Join('\n', report.Columns)))
        {
            Table table = Tables.Create(kind.First().Columns);
            foreach (IRunReport report in kind)
            {
                table.AddRow(report.Row());
            }

            // The one error of the one file has been told.
            if (reports.Count > 1 || reports.Any(report => report.HasResult))
            {
                console.Draw(table);
            }
        }

        foreach (IRunReport report in reports)
        {
            report.Details(console);
        }

        console.JsonObject(new JsonObject
        {
            ["exitCode"] = ExitCode(reports),
            ["results"] = new JsonArray([.. reports.Select(report => report.Json())]),
        });
    }

    /// <summary>The exit code of the invocation.</summary>
    /// <param name="reports">The results.</param>
    /// <returns>That of the worst one.</returns>
    public static int ExitCode(IReadOnlyList<IRunReport> reports) => reports.Count == 0 ? 0 : reports.Max(report => report.ExitCode);

    /// <summary>A folder as people see it.</summary>
    /// <param name="folder">Absolute path.</param>
    /// <returns>Relative to the current folder where it lies in it.</returns>
    public static string Shown(string folder)
    {
        string relative = Path.GetRelativePath(CurrentFolder.OrRoot, folder);
        return relative.StartsWith("..", StringComparison.Ordinal) ? folder : relative;
    }
}
