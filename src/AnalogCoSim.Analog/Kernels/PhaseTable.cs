using AnalogCoSim.Analog.Operation;

namespace AnalogCoSim.Analog.Kernels;

/// <summary>Single-precision factors that turn integer products into oscillator cycles, for one matrix and one counter path.</summary>
internal sealed unsafe class PhaseTable
{
    private readonly AlignedBuffer<float> _buffer = new(3 * AnalogGeometry.Columns);

    /// <summary>Cycles per product step; shape [256].</summary>
    public float* Scale => _buffer.Pointer;

    /// <summary>Cycles per square root of a variance step; shape [256].</summary>
    public float* Noise => _buffer.Pointer + AnalogGeometry.Columns;

    /// <summary>Cycles of the offset C in one window; shape [256].</summary>
    public float* Offset => _buffer.Pointer + (2 * AnalogGeometry.Columns);
}
