using System.Runtime.CompilerServices;

namespace AnalogCoSim.Verilator.Typed;

/// <summary>The storage of a port inside a model: reading and writing are single moves.</summary>
/// <typeparam name="T">Unsigned integer as large as the storage.</typeparam>
public readonly unsafe struct PortCell<T>
    where T : unmanaged
{
    private readonly T* _at;

    internal PortCell(void* at) => _at = (T*)at;

    /// <summary>The bits; those beyond the port's width are 0 and must stay so.</summary>
    /// <exception cref="ObjectDisposedException">The module is disposed.</exception>
    public ref T Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if (_at == null)
            {
                PortValues.ThrowDisposed();
            }

            return ref *_at;
        }
    }
}
