using Microsoft.Win32.SafeHandles;

namespace AnalogCoSim.Verilator.Models;

/// <summary>The state of a model or chip at one clock, kept in memory.</summary>
public sealed unsafe class ModelSnapshot : SafeHandleZeroOrMinusOneIsInvalid
{
    private readonly ModelLibrary _library;

    internal ModelSnapshot(ModelLibrary library, nint snapshot)
        : base(ownsHandle: true)
    {
        _library = library;
        SetHandle(snapshot);
    }

    /// <summary>Size in bytes.</summary>
    public long Size
    {
        get
        {
            using Lease lease = Hold();
            return _library.SnapshotSize(handle);
        }
    }

    /// <summary>Keeps the snapshot from being freed while native code uses it.</summary>
    /// <returns>To dispose of after use.</returns>
    /// <exception cref="ObjectDisposedException">It is freed already.</exception>
    internal Lease Hold()
    {
        bool held = false;
        DangerousAddRef(ref held);
        return new Lease(this);
    }

    /// <summary>A snapshot in use.</summary>
    /// <param name="snapshot">The snapshot.</param>
    internal readonly ref struct Lease(ModelSnapshot snapshot)
    {
        /// <summary>Its native address.</summary>
        public nint Address => snapshot.handle;

        /// <summary>Ends the use.</summary>
        public void Dispose() => snapshot.DangerousRelease();
    }

    internal ModelLibrary Library => _library;

    /// <inheritdoc />
    protected override bool ReleaseHandle()
    {
        _library.SnapshotFree(handle);
        return true;
    }
}
