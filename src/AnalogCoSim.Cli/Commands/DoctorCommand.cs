using System.CommandLine;
using AnalogCoSim.Cli.CommandLine;
using AnalogCoSim.Cli.Output;
using AnalogCoSim.Toolchain.Programs;
using AnalogCoSim.Toolchain.Tools;
using Spectre.Console;

namespace AnalogCoSim.Cli.Commands;

/// <summary><c>acs doctor</c>: what is installed, what is missing, and the command that mends it. Installs nothing.</summary>
internal static class DoctorCommand
{
    private const int ToolMissingExitCode = 3;

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var command = new Command("doctor", "Says what is installed, what is missing and the command that mends it.") { CommonOptions.Json };
        command.Action = new CommandBody(Run, ["acs doctor", "acs doctor --json"]);
        return command;
    }

    private static int Run(CliSession session)
    {
        Finding[] findings = [DotNet(), .. new Doctor(ToolLocator.Default).Examine().Select(FromTool), Git(), ChartLibrary()];
        bool complete = findings.All(finding => finding.Installed || !finding.Required);
        session.Console.Draw(Table(findings));
        foreach (Finding finding in findings.Where(finding => !finding.Installed))
        {
            session.Console.Line($"{(finding.Required ? "required" : "optional")}: {finding.Problem}");
            session.Console.Line($"  remedy:   {finding.Remedy}");
        }

        if (complete)
        {
            session.Console.Line("Everything required is installed.");
        }

        session.Console.JsonObject(new { status = complete ? "ok" : "tool_missing", exitCode = complete ? 0 : ToolMissingExitCode, checks = findings });
        return complete ? 0 : ToolMissingExitCode;
    }

    private static Finding DotNet() => new(".NET", true, true, Environment.Version.ToString(), AppContext.BaseDirectory, "runs acs");

    private static Finding FromTool(ToolStatus status) => new(
        status.Specification.Name,
        status.Specification.Required,
        status.IsGood,
        status.Tool?.VersionText,
        status.Tool?.Path,
        status.Specification.Purpose,
        status.Problem,
        status.Remedy);

    private static Finding Git() => Optional("git", "names the commit in results", "sudo apt-get install -y git");

    private static Finding Optional(string program, string purpose, string remedy)
    {
        string? path = ExecutablePath.Find(program);
        return path is null
            ? new Finding(program, false, false, null, null, purpose, $"{program} is not installed; it {purpose}.", remedy)
            : new Finding(program, false, true, null, path, purpose);
    }

    // The report falls back to plain drawings without it.
    private static Finding ChartLibrary()
    {
        const string Purpose = "draws the interactive charts of report.html";
        string web = ProjectFolder.PathOf("src", "AnalogCoSim.Report", "web");
        string modules = Path.Combine(web, "node_modules");
        if (Directory.Exists(modules))
        {
            return new Finding("chart library", false, true, null, modules, Purpose);
        }

        string npm = ExecutablePath.Find("npm") is null ? "sudo apt-get install -y npm && " : string.Empty;
        return new Finding(
            "chart library",
            false,
            false,
            null,
            null,
            Purpose,
            $"The chart library is not there; it {Purpose}.",
            $"{npm}npm ci --ignore-scripts --prefix {web}");
    }

    private static Table Table(IEnumerable<Finding> findings)
    {
        Table table = Tables.Create("tool", "status", "version", "what it is for");
        foreach (Finding finding in findings)
        {
            string status = finding.Installed ? "installed" : finding.Required ? "MISSING" : "not there";
            table.AddRow(new Text(finding.Name), new Text(status), new Text(finding.Version ?? finding.Path ?? "-"), new Text(finding.Purpose));
        }

        return table;
    }

    private sealed record Finding(
        string Name,
        bool Required,
        bool Installed,
        string? Version,
        string? Path,
        string Purpose,
        string? Problem = null,
        string? Remedy = null);
}
