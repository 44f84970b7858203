#if !PROCESS_CLIWRAP
using System.ComponentModel;
using System.Diagnostics;
using Medallion.Shell;

namespace AnalogCoSim.Toolchain.Processes;

/// <summary>Runs external programs with MedallionShell.</summary>
public sealed class MedallionProcessRunner : IProcessRunner
{
    /// <inheritdoc />
    public string Name => "MedallionShell";

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
        using Command command = Start(program, request);
        int processId = command.ProcessId;
        using (stop.Token.Register(() => ProcessTree.Kill(processId)))
        {
            // MedallionShell's own time limit kills the one process only; ours kills its children as well, which closes the pipes.
            await Task.WhenAll(output.ReadAllAsync(command.StandardOutput), error.ReadAllAsync(command.StandardError)).ConfigureAwait(false);
            CommandResult result = await command.Task.ConfigureAwait(false);
            await ProcessErrors.AwaitInterrupt(result.ExitCode, cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            if (limit.IsCancellationRequested)
            {
                throw ProcessErrors.Timeout(request);
            }

            return new ProcessResult(request, result.ExitCode, output.Text, error.Text, Stopwatch.GetElapsedTime(started));
        }
    }

    private static Command Start(string program, ProcessRequest request)
    {
        try
        {
            var (started, arguments) = ProcessSupervisor.Wrap(program, request.Arguments);
            Command command = Command.Run(started, arguments, options => Configure(options, request));
            if (!ProcessSupervisor.IsPossible)
            {
                command.StandardInput.Close();
            }

            return command;
        }
        catch (Win32Exception exception)
        {
            throw ProcessErrors.Missing(request.Program, exception);
        }
    }

    private static void Configure(Shell.Options options, ProcessRequest request)
    {
        options.ThrowOnError(false);
        options.StartInfo(start =>
        {
            start.WorkingDirectory = request.WorkingDirectory ?? Environment.CurrentDirectory;
            foreach (var (name, value) in request.Environment)
            {
                start.Environment[name] = value;
            }
        });
    }
}
#endif
