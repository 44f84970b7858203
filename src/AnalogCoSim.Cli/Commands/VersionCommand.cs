using System.CommandLine;
using AnalogCoSim.Cli.CommandLine;
using AnalogCoSim.Core;

namespace AnalogCoSim.Cli.Commands;

/// <summary><c>acs version</c>: which program this is, built from which commit, on what.</summary>
internal static class VersionCommand
{
    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var command = new Command("version", "Prints the version, the commit and the runtime.") { CommonOptions.Json };
        command.Action = new CommandBody(Run, ["acs version --json"]);
        return command;
    }

    private static int Run(CliSession session)
    {
        string commit = ProgramVersion.Commit;
        session.Console.Line($"acs {ProgramVersion.Number} (commit {commit[..Math.Min(12, commit.Length)]}, .NET {Environment.Version})");
        session.Console.JsonObject(new { version = ProgramVersion.Number, commit, runtime = Environment.Version.ToString(), root = ProjectFolder.Root });
        return 0;
    }
}
