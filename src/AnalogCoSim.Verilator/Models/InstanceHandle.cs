using Microsoft.Win32.SafeHandles;

namespace AnalogCoSim.Verilator.Models;

/// <summary>Owns one native model or chip; a forgotten one is freed by the finaliser.</summary>
internal sealed unsafe class InstanceHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    private readonly delegate* unmanaged[Cdecl]<nint, void> _destroy;
    private readonly long _pressure;
    private readonly Action? _after;

    /// <summary>Takes over an instance.</summary>
    /// <param name="instance">Native address; 0 for none.</param>
    /// <param name="destroy">Frees it.</param>
    /// <param name="bytes">About its size, which the garbage collector cannot see.</param>
    /// <param name="after">Runs after it is freed; null for nothing.</param>
    public InstanceHandle(nint instance, delegate* unmanaged[Cdecl]<nint, void> destroy, long bytes, Action? after = null)
        : base(ownsHandle: true)
    {
        _destroy = destroy;
        _after = after;
        _pressure = bytes;
        SetHandle(instance);
        if (!IsInvalid)
        {
            GC.AddMemoryPressure(_pressure);
        }
    }

    /// <summary>The address, for calls that hold the gate of the instance.</summary>
    public nint Address => handle;

    /// <inheritdoc />
    protected override bool ReleaseHandle()
    {
        _destroy(handle);
        _after?.Invoke();
        GC.RemoveMemoryPressure(_pressure);
        return true;
    }
}
