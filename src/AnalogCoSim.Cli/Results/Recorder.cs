using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AnalogCoSim.Cli.Benchmarks;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Report.Recorded;
using AnalogCoSim.Toolchain.Processes;

namespace AnalogCoSim.Cli.Results;

/// <summary>Runs the command of a record at the commit that is checked out.</summary>
internal static class Recorder
{
    /// <summary>Folder of the records below the checkout; changes in it do not change what is recorded.</summary>
    public const string Folder = "testbenches/records";

    /// <summary>Runs the command of a record anew.</summary>
    /// <param name="record">The record.</param>
    /// <param name="line">Takes what the command says meanwhile.</param>
    /// <param name="stop">Ends the command.</param>
    /// <returns>The record with the new result.</returns>
    /// <exception cref="AcsException">ToolFailed where the command fails or prints no JSON object, CommandLine where the checkout is not at a commit.</exception>
    public static RecordedResult Run(RecordedResult record, Action<string> line, CancellationToken stop)
    {
        string commit = Commit(stop);
        var request = new ProcessRequest(ProjectFolder.PathOf("scripts", "acs"), [.. record.Arguments, "--json"])
        {
            WorkingDirectory = ProjectFolder.Root,
            OnLine = (kind, text) => Say(kind, text, line),
        };
        // 1: it ran, and an expectation was missed; the record says so.
        ProcessResult result = ProcessRunner.Default.Run(request, stop);
        if (result.ExitCode != 1)
        {
            result.EnsureSuccess();
        }

        RecordedResult made = record.With(Parsed(result), DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), commit, MachineInfo.Current.ToString());
        return made.Result.ToJsonString().Contains(ProjectFolder.Root, StringComparison.Ordinal)
            ? throw new AcsException(ErrorCode.DataDamaged, "The record would hold a path of this machine.", record.Command, "figures that hold anywhere", ProjectFolder.Root, "name the fields to keep in \"keep\" of the record")
            : made;
    }

    // What is not committed cannot be named: the record would tell of a commit that never gave it.
    private static string Commit(CancellationToken stop)
    {
        string changed = Git(stop, "status", "--porcelain", "--untracked-files=no", "--", ".", $":(exclude){Folder}", ":(exclude)testbenches/RESULTS.md");
        if (changed.Length > 0)
        {
            throw new AcsException(ErrorCode.CommandLine, "Results are recorded at a commit.", ProjectFolder.Root, "a checkout without changes", changed, "commit or stash the changes, then record");
        }

        return Git(stop, "rev-parse", "--short=7", "HEAD");
    }

    private static string Git(CancellationToken stop, params string[] arguments) =>
        ProcessRunner.Default.Run(new ProcessRequest("git", ["-C", ProjectFolder.Root, .. arguments]), stop).EnsureSuccess().Output.Trim();

    private static JsonObject Parsed(ProcessResult result)
    {
        try
        {
            return JsonNode.Parse(result.Output) as JsonObject ?? throw NoObject(result, null);
        }
        catch (JsonException inner)
        {
            throw NoObject(result, inner);
        }
    }

    private static AcsException NoObject(ProcessResult result, Exception? inner) =>
        new(ErrorCode.ToolFailed, "The command printed no JSON object.", result.Request.CommandLine, "one JSON object on standard output", inner?.Message ?? "something else", "name a command that knows --json", inner);

    private static void Say(OutputKind kind, string text, Action<string> line)
    {
        if (kind == OutputKind.Error)
        {
            line(text);
        }
    }
}
