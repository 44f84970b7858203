using System.Globalization;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Toolchain.Programs;

namespace AnalogCoSim.Toolchain.Processes;

/// <summary>The errors of external programs.</summary>
public static class ProcessErrors
{
    private const int Interrupted = 130;
    private const int Terminated = 143;
    private static readonly TimeSpan InterruptGrace = TimeSpan.FromMilliseconds(500);

    /// <summary>Resolves the program and checks the folder before anything starts.</summary>
    /// <param name="request">What shall run.</param>
    /// <returns>Path of the program.</returns>
    internal static string ResolveProgram(ProcessRequest request)
    {
        if (request.WorkingDirectory is { } folder && !Directory.Exists(folder))
        {
            throw new AcsException(ErrorCode.ToolFailed, "The working folder of a program does not exist.", where: folder, remedy: request.CommandLine);
        }

        return ExecutablePath.Find(request.Program) ?? throw Missing(request.Program);
    }

    /// <summary>Waits a moment for our own Ctrl-C where a program ended by it: both get the signal at once, and the program may be the first to tell.</summary>
    /// <param name="exitCode">How the program ended.</param>
    /// <param name="cancellationToken">Cancelled by our Ctrl-C.</param>
    /// <returns>When it is known.</returns>
    internal static async Task AwaitInterrupt(int exitCode, CancellationToken cancellationToken)
    {
        if (exitCode is Interrupted or Terminated && cancellationToken.CanBeCanceled)
        {
            await Task.Delay(InterruptGrace, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>The error for a program that a signal has ended.</summary>
    /// <param name="program">Its name.</param>
    /// <param name="signal">The signal; 9 mostly means that memory ran out.</param>
    /// <param name="commandLine">What was run.</param>
    /// <param name="where">Where.</param>
    /// <returns>The error.</returns>
    public static AcsException Killed(string program, int signal, string commandLine, string? where)
    {
        string name = Path.GetFileName(program);
        string remedy = signal switch
        {
            9 => "most often memory ran out: look at dmesg, close other programs or raise the memory limit, then run again",
            15 or 2 or 1 => "somebody ended it; run again",
            _ => $"{name} itself crashed: check its installation, or set another one ({string.Join(", ", ToolCatalog.All.Select(tool => tool.Variable))})",
        };
        return new AcsException(
            ErrorCode.ToolKilled,
            string.Create(CultureInfo.InvariantCulture, $"{name} was killed by signal {signal}."),
            where: where,
            expected: "an end of its own",
            actual: commandLine,
            remedy: remedy);
    }

    /// <summary>The error for a program that is not there.</summary>
    /// <param name="program">Its name or path.</param>
    /// <param name="inner">The cause.</param>
    /// <returns>The error.</returns>
    public static AcsException Missing(string program, Exception? inner = null) => new(
        ErrorCode.ToolMissing,
        $"The program {program} is not installed.",
        expected: program.Contains('/', StringComparison.Ordinal) ? "an executable file" : "an executable file in PATH",
        actual: "none found",
        remedy: ToolCatalog.Remedy(program),
        inner: inner);

    /// <summary>The error for a program that ran past its time limit.</summary>
    /// <param name="request">What was run.</param>
    /// <returns>The error.</returns>
    public static AcsException Timeout(ProcessRequest request) => new(
        ErrorCode.ToolTimeout,
        $"{Path.GetFileName(request.Program)} ran past its time limit and was killed with all its children.",
        where: request.WorkingDirectory,
        expected: string.Create(CultureInfo.InvariantCulture, $"an end within {request.Timeout?.TotalSeconds:0.###} s"),
        remedy: request.CommandLine);
}
