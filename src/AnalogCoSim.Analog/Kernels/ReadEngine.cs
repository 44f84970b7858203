using AnalogCoSim.Analog.Converters;
using AnalogCoSim.Analog.Devices;
using AnalogCoSim.Analog.Operation;
using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Core.Random;

namespace AnalogCoSim.Analog.Kernels;

/// <summary>What a read engine needs to know of a programmed core.</summary>
/// <param name="Parameters">Chip parameters.</param>
/// <param name="Core">Core index, part of every noise key.</param>
/// <param name="VoltageVolt">Read voltage; V.</param>
/// <param name="Map">Conductances and variances at read time.</param>
/// <param name="Adc">Converters after trim.</param>
/// <param name="Path">Instructions to use.</param>
internal sealed record ReadContext(AnalogParameters Parameters, int Core, double VoltageVolt, ConductanceMap Map, AdcBank Adc, SimdPath Path)
{
    /// <summary>Charge of one PWM step through one µS; µA ns.</summary>
    public double ChargePerStep => VoltageVolt * Parameters.PwmStepNanoseconds;

    /// <summary>Cycles of an oscillator of 1 MHz/µA in one µA ns.</summary>
    public const double CyclesPerMegahertzNanosecond = 1e-3;

    /// <summary>Length of a modulation window; ns.</summary>
    public double WindowNanoseconds => AnalogGeometry.MaxMagnitude * Parameters.PwmStepNanoseconds;
}

/// <summary>Sums over the MVMs of one call.</summary>
internal struct Tally
{
    public long Saturated;
    public long Limited;
}

/// <summary>Computes MVMs of one programmed core in one read mode.</summary>
internal abstract unsafe class ReadEngine
{
    /// <summary>Computes up to <see cref="Scratch.Chunk"/> MVMs.</summary>
    public abstract void Compute(sbyte* inputs, MvmAddress* addresses, int count, MvmExtent extent, ushort* p, ushort* n, ref Tally tally);

    /// <summary>The factor that undoes the shift of the squares.</summary>
    protected static float VarianceFactor(int shift) => BitConverter.Int32BitsToSingle((127 + shift) << 23);
}
