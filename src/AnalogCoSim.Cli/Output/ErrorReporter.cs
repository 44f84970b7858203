using System.Globalization;
using AnalogCoSim.Bench.Running;
using AnalogCoSim.Cli.Commands;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;

namespace AnalogCoSim.Cli.Output;

/// <summary>Shows what went wrong the way users can act on it; details of internal errors go to a log file, never to the terminal.</summary>
internal static class ErrorReporter
{
    /// <summary>Exit code of an error that is ours.</summary>
    public const int InternalExitCode = 4;

    /// <summary>Writes an exception to stderr (and, with JSON, to stdout).</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="console">The outputs.</param>
    /// <param name="cancelled">Whether Ctrl-C was pressed: then whatever broke off, broke off for that.</param>
    /// <returns>The exit code.</returns>
    public static int Report(Exception exception, CliConsole console, bool cancelled = false)
    {
        if (cancelled)
        {
            return ReportCancelled(console);
        }

        // Files and resources that fail where nobody expected it are no fault of the program either.
        Exception[] causes = [.. Causes(exception).Select(cause => FileErrors.Of(cause) ?? cause)];
        if (causes.All(cause => cause is AcsException))
        {
            return ReportKnown([.. causes.Cast<AcsException>()], console);
        }

        if (causes.All(cause => cause is OperationCanceledException or AcsException))
        {
            return ReportCancelled(console);
        }

        return ReportInternal(exception, causes[0], console);
    }

    private static int ReportCancelled(CliConsole console)
    {
        CliConsole.Note("cancelled");
        console.JsonObject(new { status = "cancelled", exitCode = AcsCommandLine.CancelledExitCode });
        return AcsCommandLine.CancelledExitCode;
    }

    private static Exception[] Causes(Exception exception) => exception switch
    {
        AggregateException many => [.. many.Flatten().InnerExceptions.SelectMany(Causes)],
        System.Reflection.TargetInvocationException { InnerException: { } inner } => Causes(inner),
        TypeInitializationException { InnerException: { } inner } => Causes(inner),
        _ => [exception],
    };

    private static int ReportKnown(AcsException[] errors, CliConsole console)
    {
        foreach (AcsException error in errors)
        {
            CliConsole.Note(error.Render());
        }

        int exitCode = errors.Max(error => error.ExitCode);
        console.JsonObject(new { status = "error", exitCode, errors = errors.Select(ErrorResult.Of).ToArray() });
        return exitCode;
    }

    private static int ReportInternal(Exception whole, Exception cause, CliConsole console)
    {
        string log = WriteLog(whole);
        string sentence = cause.Message.ReplaceLineEndings(" ");
        CliConsole.Note($"internal error: {cause.GetType().Name}: {sentence} (details: {log})");
        console.JsonObject(new { status = "internal_error", exitCode = InternalExitCode, message = sentence, details = log });
        return InternalExitCode;
    }

    private static string WriteLog(Exception exception)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"acs-{DateTime.UtcNow:yyyyMMdd-HHmmss}-{Environment.ProcessId}.log");
        string text = $"acs {string.Join(' ', Environment.GetCommandLineArgs().Skip(1))}\n{Environment.OSVersion} .NET {Environment.Version}\n\n{exception}\n";
        foreach (string folder in (string[])[Path.Combine(ProjectFolder.Root, "build", "logs"), Path.GetTempPath()])
        {
            try
            {
                Directory.CreateDirectory(folder);
                string path = Path.Combine(folder, name);
                File.WriteAllText(path, text);
                return path;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                // A read-only checkout: the temporary folder is next.
                continue;
            }
        }

        return "not written: no folder is writable";
    }
}
