using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Verilator.Models;

/// <summary>Lets one call at a time into a native instance, and none after it is closed.</summary>
/// <remarks>
/// A lock that is biased to the thread that came last: while the same thread calls, entering is a few plain moves. Another thread takes it over with a barrier across
/// all processors, after which it sees whether the former thread is inside. So instances may pass from thread to thread, and no call can meet another or a freed model.
/// </remarks>
/// <param name="owner">The instance; a call under way keeps it, and what it owns, from the garbage collector.</param>
/// <param name="what">Name of the instance, for errors.</param>
internal sealed class CallGate(object owner, string what)
{
    private readonly Lock _sync = new();
    private volatile Slot _slot = new(owner, 0);
    private volatile bool _closed;

    /// <summary>Whether the instance is closed.</summary>
    public bool IsClosed => _closed;

    /// <summary>Enters; leave with <see cref="Slot.Leave"/>.</summary>
    /// <returns>What to leave.</returns>
    /// <exception cref="ObjectDisposedException">The instance is closed.</exception>
    /// <exception cref="AcsException">RtlMisuse: a call is under way, in this thread (from a callback) or in another one.</exception>
    public Slot Enter()
    {
        int thread = Environment.CurrentManagedThreadId;
        Slot slot = _slot;
        if (slot.Thread == thread && !slot.Inside)
        {
            slot.Inside = true;
            if (ReferenceEquals(_slot, slot))
            {
                return slot;
            }

            slot.Inside = false;
        }

        return Take(thread);
    }

    /// <summary>Closes for good.</summary>
    /// <returns>False when it was closed before.</returns>
    /// <exception cref="AcsException">RtlMisuse: a call is under way.</exception>
    public bool Close()
    {
        lock (_sync)
        {
            if (_closed)
            {
                return false;
            }

            Replace(new Slot(owner, 0));
            _closed = true;
            return true;
        }
    }

    /// <summary>Refuses a closed instance.</summary>
    /// <exception cref="ObjectDisposedException">The instance is closed.</exception>
    public void ThrowIfClosed() => ObjectDisposedException.ThrowIf(_closed, owner);

    private Slot Take(int thread)
    {
        lock (_sync)
        {
            ThrowIfClosed();
            var mine = new Slot(owner, thread) { Inside = true };
            Replace(mine);
            return mine;
        }
    }

    private void Replace(Slot next)
    {
        Slot former = _slot;
        _slot = next;
        Interlocked.MemoryBarrierProcessWide();
        if (former.Inside)
        {
            _slot = former;
            throw new AcsException(
                ErrorCode.RtlMisuse,
                $"{what} is busy.",
                where: former.Thread == Environment.CurrentManagedThreadId ? "a call from one of its own callbacks" : "a call from a second thread",
                expected: "one call at a time",
                remedy: "call, and dispose of it, after the call under way has returned");
        }
    }

    /// <summary>The mark of the thread that came last.</summary>
    /// <param name="owner">The instance.</param>
    /// <param name="thread">Its managed id.</param>
    internal sealed class Slot(object owner, int thread)
    {
        private readonly object _owner = owner;
        private volatile bool _inside;

        /// <summary>Managed id of the thread; 0 for none.</summary>
        public int Thread => thread;

        /// <summary>Whether a call is under way.</summary>
        public bool Inside
        {
            get => _inside;
            set => _inside = value;
        }

        /// <summary>Ends a call.</summary>
        public void Leave()
        {
            _inside = false;
            GC.KeepAlive(_owner);
        }
    }
}
