using System.Runtime.InteropServices;

namespace AnalogCoSim.Cli.CommandLine;

/// <summary>Turns Ctrl-C and SIGTERM into a cancellation; the second one ends the process at once.</summary>
internal sealed class InterruptSource : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly List<PosixSignalRegistration> _registrations = [];

    /// <summary>Starts listening.</summary>
    public InterruptSource()
    {
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal));
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal));
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
        {
            registration.Dispose();
        }

        _source.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        if (_source.IsCancellationRequested)
        {
            Environment.Exit(AcsCommandLine.CancelledExitCode);
        }

        context.Cancel = true;
        Console.Error.WriteLine("Stopping; results so far are kept (again to stop at once).");
        _source.Cancel();
    }
}
