using AnalogCoSim.Analog.Operation;

namespace AnalogCoSim.Analog.Kernels;

/// <summary>Factors of a net (1-phase or exact) read: noise in product steps, then cycles for either sign.</summary>
internal sealed unsafe class NetTable
{
    private readonly AlignedBuffer<float> _buffer = new(4 * AnalogGeometry.Columns);

    /// <summary>Cycles per product step of positive charge; shape [256].</summary>
    public float* ScaleP => _buffer.Pointer;

    /// <summary>Cycles per product step of negative charge; shape [256].</summary>
    public float* ScaleN => _buffer.Pointer + AnalogGeometry.Columns;

    /// <summary>Product steps per square root of a variance step; shape [256].</summary>
    public float* Noise => _buffer.Pointer + (2 * AnalogGeometry.Columns);

    /// <summary>Cycles added before the floor: oscillator offset, or one half where the converter rounds; shape [256].</summary>
    public float* Offset => _buffer.Pointer + (3 * AnalogGeometry.Columns);
}
