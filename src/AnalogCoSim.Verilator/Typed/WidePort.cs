using System.Runtime.CompilerServices;

namespace AnalogCoSim.Verilator.Typed;

/// <summary>The storage of a port of more than 64 bits: words of 32 bits, the lowest first.</summary>
public readonly unsafe struct WidePort
{
    private readonly uint* _at;
    private readonly int _words;

    internal WidePort(void* at, int words)
    {
        _at = (uint*)at;
        _words = words;
    }

    /// <summary>The words; bits beyond the port's width are 0 and must stay so.</summary>
    /// <exception cref="ObjectDisposedException">The module is disposed.</exception>
    public Span<uint> Words
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if (_at == null)
            {
                PortValues.ThrowDisposed();
            }

            return new Span<uint>(_at, _words);
        }
    }
}
