using System.ComponentModel;
using System.Diagnostics;
using AnalogCoSim.Core.Files;
using CliWrap;

namespace AnalogCoSim.Toolchain.Processes;

/// <summary>Runs external programs with CliWrap.</summary>
public sealed class CliWrapProcessRunner : IProcessRunner
{
    // The supervisor ends a program when its own standard input closes; without one the program gets an empty input.
    private static readonly PipeSource Input = ProcessSupervisor.IsPossible
        ? PipeSource.Create((_, ended) => Task.Delay(Timeout.Infinite, ended))
        : PipeSource.Null;

    /// <inheritdoc />
    public async Task<ProcessResult> RunAsync(ProcessRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        string program = ProcessErrors.ResolveProgram(request);
        var output = new LineCollector(OutputKind.Output, request.OnLine);
        var error = new LineCollector(OutputKind.Error, request.OnLine);
        long started = Stopwatch.GetTimestamp();

        using var limit = new CancellationTokenSource(request.Timeout ?? Timeout.InfiniteTimeSpan);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            int exitCode = await RunToEnd(Compose(program, request, output, error), stop.Token).ConfigureAwait(false);
            await ProcessErrors.AwaitInterrupt(exitCode, cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            return new ProcessResult(request, exitCode, output.Text, error.Text, Stopwatch.GetElapsedTime(started));
        }
        catch (Exception exception) when (exception is OperationCanceledException or TimeoutException && stop.IsCancellationRequested)
        {
            // CliWrap's TimeoutException: what was killed does not go, as a program in an uninterruptible wait.
            throw cancellationToken.IsCancellationRequested ? new OperationCanceledException(cancellationToken) : ProcessErrors.Timeout(request);
        }
        catch (Win32Exception exception)
        {
            throw ProcessErrors.Missing(request.Program, exception);
        }
    }

    private static async Task<int> RunToEnd(Command command, CancellationToken stop)
    {
        CommandTask<CommandResult> running = command.ExecuteAsync(stop);

        // CliWrap kills the tree below the program; what lost its parent is only reached through the group.
        await using (stop.Register(() => ProcessTree.Kill(running.ProcessId)))
        {
            return (await running.ConfigureAwait(false)).ExitCode;
        }
    }

    private static Command Compose(string program, ProcessRequest request, LineCollector output, LineCollector error)
    {
        var (started, arguments) = ProcessSupervisor.Wrap(program, request.Arguments);
        return CliWrap.Cli.Wrap(started)
            .WithArguments(arguments)
            .WithWorkingDirectory(request.WorkingDirectory ?? CurrentFolder.OrRoot)
            .WithEnvironmentVariables(request.Environment)
            .WithStandardInputPipe(Input)
            .WithStandardOutputPipe(PipeTarget.Create(output.ReadAllAsync))
            .WithStandardErrorPipe(PipeTarget.Create(error.ReadAllAsync))
            .WithValidation(CommandResultValidation.None);
    }
}
