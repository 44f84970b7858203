using System.Runtime.InteropServices;
using AnalogCoSim.Cli.Commands;

namespace AnalogCoSim.Cli.CommandLine;

/// <summary>Turns Ctrl-C, SIGTERM, SIGHUP (the terminal is gone) and SIGQUIT into a cancellation; the second one, or 1.5 s without an end, ends the process at once.</summary>
/// <remarks>A signal that the caller has the process ignore, as <c>nohup</c> does with SIGHUP, stays ignored.</remarks>
internal sealed class InterruptSource : IDisposable
{
    /// <summary>How long the orderly way may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    // A file that grows past the limit of the process (ulimit -f) is a failed write, not the end of the process.
    private const PosixSignal FileTooLarge = (PosixSignal)25;

    private readonly CancellationTokenSource _source = new();
    private readonly List<PosixSignalRegistration> _registrations = [];

    /// <summary>Starts listening.</summary>
    public InterruptSource()
    {
        foreach (PosixSignal signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT])
        {
            _registrations.Add(PosixSignalRegistration.Create(signal, OnSignal));
        }

        if (OperatingSystem.IsLinux())
        {
            _registrations.Add(PosixSignalRegistration.Create(FileTooLarge, context => context.Cancel = true));
        }
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
        context.Cancel = true;
        if (_source.IsCancellationRequested)
        {
            ProcessEnd.Now(AcsCommandLine.CancelledExitCode);
        }

        // Before the cancellation, whose callbacks run here and may take long.
        new Thread(LastResort) { IsBackground = true, Name = "last resort" }.Start();
        Console.Error.WriteLine("Stopping; results so far are kept (again to stop at once).");
        _source.Cancel();
    }

    private static void LastResort()
    {
        Thread.Sleep(Patience);
        ProcessEnd.Now(AcsCommandLine.CancelledExitCode);
    }
}
