using System.Globalization;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Toolchain.Processes;

/// <summary>What a finished program left behind.</summary>
/// <param name="Request">What was run.</param>
/// <param name="ExitCode">Exit code; 128 + n when ended by signal n.</param>
/// <param name="Output">Standard output, lines ended by a line feed; of more than 8 Mi characters the first and the last 4 Mi, with a line that says what is missing.</param>
/// <param name="Error">Standard error, likewise.</param>
/// <param name="Duration">Wall time.</param>
public sealed record ProcessResult(ProcessRequest Request, int ExitCode, string Output, string Error, TimeSpan Duration)
{
    /// <summary>The signal that ended the program; null when it ended by itself.</summary>
    public int? Signal => ExitCode is > 128 and < 128 + 65 ? ExitCode - 128 : null;

    /// <summary>Returns the result itself when the exit code is 0.</summary>
    /// <returns>This result.</returns>
    /// <exception cref="AcsException">ToolFailed, with the command line and the end of its output; ToolKilled when a signal ended it.</exception>
    public ProcessResult EnsureSuccess()
    {
        if (ExitCode == 0)
        {
            return this;
        }

        EnsureNotKilled();
        string text = Error.Length > 0 ? Error : Output;
        throw new AcsException(
            ErrorCode.ToolFailed,
            $"{Path.GetFileName(Request.Program)} failed.",
            where: Request.WorkingDirectory,
            expected: "exit code 0",
            actual: string.Create(CultureInfo.InvariantCulture, $"exit code {ExitCode}: {Tail(text)}"),
            remedy: Request.CommandLine);
    }

    /// <summary>Returns the result itself unless a signal ended the program.</summary>
    /// <returns>This result.</returns>
    /// <exception cref="AcsException">ToolKilled.</exception>
    public ProcessResult EnsureNotKilled() =>
        Signal is { } signal ? throw ProcessErrors.Killed(Request.Program, signal, Request.CommandLine, Request.WorkingDirectory) : this;

    /// <summary>Returns the result itself if the program has left what it was run for.</summary>
    /// <param name="folder">Folder of the files.</param>
    /// <param name="names">Files that must be there now.</param>
    /// <returns>This result.</returns>
    /// <exception cref="AcsException">ToolFailed, with the first file that is missing: an exit code alone proves nothing.</exception>
    public ProcessResult EnsureWritten(string folder, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (!File.Exists(Path.Combine(folder, name)))
            {
                throw new AcsException(
                    ErrorCode.ToolFailed,
                    $"{Path.GetFileName(Request.Program)} ended without an error, but has not written its output.",
                    where: folder,
                    expected: name,
                    actual: $"no such file; {(Error.Length + Output.Length > 0 ? Tail(Error + Output) : "nothing was printed")}",
                    remedy: $"check the installation of {Request.Program}; {Request.CommandLine}");
            }
        }

        return this;
    }

    private static string Tail(string text)
    {
        string[] lines = text.TrimEnd().Split('\n');
        return string.Join('\n', lines.TakeLast(12));
    }
}
