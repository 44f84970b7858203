using System.CommandLine;
using AnalogCoSim.Cli.CommandLine;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;
using AnalogCoSim.Toolchain.Caching;
using AnalogCoSim.Toolchain.Processes;

namespace AnalogCoSim.Cli.Commands;

/// <summary><c>acs lint</c>: the RTL gates of <c>scripts/lint.sh</c>.</summary>
internal static class LintCommand
{
    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var command = new Command("lint", "Checks all RTL (scripts/lint.sh): Verilator -Wall, every module on its own; Yosys where it is installed.") { CommonOptions.Json };
        command.Action = new CommandBody(Run, ["acs lint"]);
        return command;
    }

    private static int Run(CliSession session)
    {
        string script = ProjectFolder.PathOf("scripts", "lint.sh");
        if (!File.Exists(script))
        {
            throw new AcsException(ErrorCode.ToolFailed, "The lint script is not there.", where: script, remedy: "run it inside a complete checkout");
        }

        // A checkout that only the current folder tells of may be anybody's.
        if (Checkout.Around(AppContext.BaseDirectory) is null && CacheFolder.Danger(script) is { } danger)
        {
            throw new AcsException(
                ErrorCode.ToolFailed,
                "The lint script could come from somebody else.",
                where: script,
                expected: "a script that nobody else can change",
                actual: danger,
                remedy: "make the folder yours alone, e.g. with chmod go-w, if it is the checkout that you want");
        }

        var request = new ProcessRequest("bash", [script])
        {
            WorkingDirectory = ProjectFolder.Root,
            OnLine = (_, line) => Show(session, line),
        };
        ProcessResult result = ProcessRunner.Default.Run(request, session.Cancellation);
        int exitCode = result.ExitCode switch { 0 => 0, 3 => 3, _ => 1 };
        session.Console.Line($"RTL lint: {(exitCode == 0 ? "clean" : "failed")} ({result.Duration.TotalSeconds:F0} s)");
        session.Console.JsonObject(new
        {
            status = exitCode == 0 ? "clean" : "failed",
            exitCode,
            seconds = Math.Round(result.Duration.TotalSeconds, 3),
            output = (result.Output + result.Error).TrimEnd().Split('\n'),
        });
        return exitCode;
    }

    private static void Show(CliSession session, string line)
    {
        if (session.Console.Json)
        {
            Output.CliConsole.Note(line);
        }
        else
        {
            session.Console.Line(line);
        }
    }
}
