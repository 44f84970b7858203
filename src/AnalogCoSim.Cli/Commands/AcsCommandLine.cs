using System.CommandLine;
using AnalogCoSim.Bench.Running;
using AnalogCoSim.Cli.CommandLine;
using AnalogCoSim.Cli.Output;

namespace AnalogCoSim.Cli.Commands;

/// <summary>The <c>acs</c> command line: parses, runs the chosen command and turns every outcome into an exit code.</summary>
internal static class AcsCommandLine
{
    /// <summary>Exit code of a run that was stopped by Ctrl-C.</summary>
    public const int CancelledExitCode = 130;

    /// <summary>Runs the command line.</summary>
    /// <param name="args">Arguments without the program name.</param>
    /// <returns>0 met, 1 missed, 2 bad input, 3 tool missing, 4 internal error, 130 cancelled.</returns>
    public static int Run(string[] args)
    {
        using var interrupt = new InterruptSource();
        var console = new CliConsole(args.Contains("--json", StringComparer.Ordinal));
        try
        {
            return Ended(Dispatch(args, console, interrupt), interrupt);
        }
        catch (Exception exception) when (exception is not StackOverflowException)
        {
            return Ended(ErrorReporter.Report(exception, console, interrupt.Token.IsCancellationRequested), interrupt);
        }
    }

    /// <summary>Builds the tree of commands.</summary>
    /// <returns>The root command.</returns>
    public static RootCommand CreateRoot()
    {
        var root = new RootCommand("AnalogCoSim: runs neural networks on a 64-core analog in-memory-computing chip, its digital half as real RTL.");
        foreach (Command command in CommandCatalogue.All())
        {
            root.Subcommands.Add(command);
        }

        HelpWithExamples.Attach(root);
        return root;
    }

    // Where work was broken off, threads may still be inside native libraries, whose clean-up would then crash the process.
    private static int Ended(int exitCode, InterruptSource interrupt)
    {
        if (interrupt.Token.IsCancellationRequested || AbandonedEngines.Count > 0)
        {
            ProcessEnd.Now(exitCode);
        }

        return exitCode;
    }

    private static int Dispatch(string[] args, CliConsole console, InterruptSource interrupt)
    {
        RootCommand root = CreateRoot();
        ParseResult parsed = root.Parse(args.Length == 0 ? ["--help"] : args);
        CliConsole.Hint(FormerNames.Hints(parsed));
        CommandLineErrors.ThrowIfAny(parsed);
        if (parsed.Action is CommandBody body)
        {
            body.Console = console;
            body.Cancellation = interrupt.Token;
        }

        int exitCode = parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        return interrupt.Token.IsCancellationRequested ? CancelledExitCode : exitCode;
    }
}
