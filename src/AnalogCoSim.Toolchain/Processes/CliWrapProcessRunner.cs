#if PROCESS_CLIWRAP
using System.ComponentModel;
using System.Diagnostics;
using CliWrap;

namespace AnalogCoSim.Toolchain.Processes;

/// <summary>Runs external programs with CliWrap (build with <c>-p:ProcessLibrary=CliWrap</c>).</summary>
public sealed class CliWrapProcessRunner : IProcessRunner
{
    /// <inheritdoc />
    public string Name => "CliWrap";

    /// <inheritdoc />
    public async Task<ProcessResult> RunAsync(ProcessRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        string program = ProcessErrors.ResolveProgram(request);
        var output = new LineCollector(OutputKind.Output, request.OnLine);
        var error = new LineCollector(OutputKind.Error, request.OnLine);
        long started = Stopwatch.GetTimestamp();

        using var limit = new CancellationTokenSource(request.Timeout ?? System.Threading.Timeout.InfiniteTimeSpan);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            // A cancelled CliWrap command is killed with its whole process tree.
            CommandResult result = await Compose(program, request, output, error).ExecuteAsync(stop.Token).ConfigureAwait(false);
            await ProcessErrors.AwaitInterrupt(result.ExitCode, cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            return new ProcessResult(request, result.ExitCode, output.Text, error.Text, Stopwatch.GetElapsedTime(started));
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw ProcessErrors.Timeout(request);
        }
        catch (OperationCanceledException)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Win32Exception exception)
        {
            throw ProcessErrors.Missing(request.Program, exception);
        }
    }

    private static Command Compose(string program, ProcessRequest request, LineCollector output, LineCollector error) =>
        CliWrap.Cli.Wrap(ProcessSupervisor.Wrap(program, request.Arguments).Program)
            .WithArguments(ProcessSupervisor.Wrap(program, request.Arguments).Arguments)
            .WithWorkingDirectory(request.WorkingDirectory ?? Environment.CurrentDirectory)
            .WithEnvironmentVariables(request.Environment)
            .WithStandardInputPipe(ProcessSupervisor.IsPossible ? PipeSource.Create((_, ended) => Task.Delay(System.Threading.Timeout.Infinite, ended)) : PipeSource.Null)
            .WithStandardOutputPipe(PipeTarget.ToDelegate(output.Add))
            .WithStandardErrorPipe(PipeTarget.ToDelegate(error.Add))
            .WithValidation(CommandResultValidation.None);
}
#endif
