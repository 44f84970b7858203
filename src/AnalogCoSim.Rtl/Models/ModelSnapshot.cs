using Microsoft.Win32.SafeHandles;

namespace AnalogCoSim.Rtl.Models;

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
    public long Size => _library.SnapshotSize(handle);

    internal ModelLibrary Library => _library;

    /// <inheritdoc />
    protected override bool ReleaseHandle()
    {
        _library.SnapshotFree(handle);
        return true;
    }
}
