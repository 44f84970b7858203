using AnalogCoSim.Inference;

namespace AnalogCoSim.Bench.Running;

/// <summary>What the runner knows of one worker: where it is, whether it still moves, and the way to stop it.</summary>
/// <remarks>As an observer it notes each MVM as a sign of life and ends the engine's run in the middle of a layer once the worker is to stop.</remarks>
/// <param name="cancellation">Stops the whole run.</param>
internal sealed class WorkerState(CancellationToken cancellation) : IMvmObserver, IDisposable
{
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
    private bool _disposed;
    private long _lastSign = Environment.TickCount64;

    /// <summary>Position of the first image of the batch at hand; below all others before the first batch, so that a worker without one is never in the way.</summary>
    public int First { get; set; } = -1;

    /// <summary>Set once the worker shall stop.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>Time since the last sign of life.</summary>
    public TimeSpan Silence => TimeSpan.FromMilliseconds(Environment.TickCount64 - Volatile.Read(ref _lastSign));

    /// <summary>Notes a sign of life.</summary>
    public void Sign() => Volatile.Write(ref _lastSign, Environment.TickCount64);

    /// <summary>Asks the worker to stop.</summary>
    /// <remarks>A worker that was left alone may fail long after the run has ended; then there is nobody to stop.</remarks>
    public void Stop()
    {
        lock (_stop)
        {
            if (!_disposed)
            {
                _stop.Cancel();
            }
        }
    }

    /// <inheritdoc />
    public bool OnMvm(in MvmRecord record)
    {
        Sign();
        return !_stop.IsCancellationRequested;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        lock (_stop)
        {
            _disposed = true;
            _stop.Dispose();
        }
    }
}
