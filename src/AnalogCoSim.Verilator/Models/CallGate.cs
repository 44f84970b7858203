using System.Runtime.CompilerServices;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Verilator.Models;

/// <summary>Lets one call at a time into a native instance, and none after it is closed.</summary>
/// <remarks>
/// A lock that is biased to the thread that came last: while the same thread calls, entering is a few plain moves. Another thread takes it over with a barrier across
/// all processors, after which it sees whether the former thread is inside. So instances may pass from thread to thread, and no call can meet another or a freed model.
/// A thread is known by an object of its own, not by its number, which .NET gives to another thread after its end.
/// </remarks>
/// <param name="owner">The instance; a call under way keeps it, and what it owns, from the garbage collector.</param>
/// <param name="what">Name of the instance, for errors.</param>
/// <param name="threadRecord">Gives the address of what the instance's library keeps of the calling thread; null where no call needs it.</param>
internal sealed unsafe class CallGate(object owner, string what, delegate* unmanaged[Cdecl]<nint> threadRecord = null)
{
    [ThreadStatic]
    private static object? t_thread;

    private readonly Lock _sync = new();
    private volatile Slot _slot = new(owner, null, 0);
    private volatile bool _closed;

    /// <summary>Whether the instance is closed.</summary>
    public bool IsClosed => _closed;

    /// <summary>Enters; leave with <see cref="Slot.Leave"/>.</summary>
    /// <returns>What to leave.</returns>
    /// <exception cref="ObjectDisposedException">The instance is closed.</exception>
    /// <exception cref="AcsException">RtlMisuse: a call is under way, in this thread (from a callback) or in another one.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Slot Enter()
    {
        object? thread = t_thread;
        Slot slot = _slot;
        if (ReferenceEquals(slot.Thread, thread) && !slot.Inside && thread != null)
        {
            slot.Inside = true;
            if (ReferenceEquals(_slot, slot))
            {
                return slot;
            }

            slot.Inside = false;
        }

        return Take();
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

            Replace(new Slot(owner, null, 0));
            _closed = true;
            return true;
        }
    }

    /// <summary>Refuses a closed instance.</summary>
    /// <exception cref="ObjectDisposedException">The instance is closed.</exception>
    public void ThrowIfClosed() => ObjectDisposedException.ThrowIf(_closed, owner);

    private Slot Take()
    {
        lock (_sync)
        {
            ThrowIfClosed();
            var mine = new Slot(owner, t_thread ??= new object(), threadRecord == null ? 0 : threadRecord()) { Inside = true };
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
                where: former.Thread == t_thread ? "a call from one of its own callbacks" : "a call from a second thread",
                expected: "one call at a time",
                remedy: "call, and dispose of it, after the call under way has returned");
        }
    }

    /// <summary>The mark of the thread that came last.</summary>
    /// <param name="owner">The instance.</param>
    /// <param name="thread">What the thread is known by; null for none.</param>
    /// <param name="record">What the library keeps of that thread.</param>
    internal sealed class Slot(object owner, object? thread, nint record)
    {
        private readonly object _owner = owner;
        private volatile bool _inside;

        /// <summary>What the thread is known by; null for none.</summary>
        public object? Thread => thread;

        /// <summary>Address of what the library keeps of that thread: valid in calls that hold this slot, as the thread is then alive.</summary>
        public nint Record => record;

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
