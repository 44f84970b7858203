using AnalogCoSim.Analog.Operation;
using AnalogCoSim.Core.Random;

namespace AnalogCoSim.Analog.Devices;

/// <summary>The conductances of a core at one time: means and read noise variances of both polarities.</summary>
public sealed class ConductanceMap
{
    /// <summary>Creates an all-zero map.</summary>
    public ConductanceMap()
    {
        Plus = new float[AnalogGeometry.Cells];
        Minus = new float[AnalogGeometry.Cells];
        PlusVariance = new float[AnalogGeometry.Cells];
        MinusVariance = new float[AnalogGeometry.Cells];
    }

    /// <summary>Positive conductances; shape [256 * 256], [row, column]; µS.</summary>
    public float[] Plus { get; }

    /// <summary>Negative conductances; shape [256 * 256], [row, column]; µS.</summary>
    public float[] Minus { get; }

    /// <summary>Variance of the positive conductances from read to read; shape [256 * 256]; µS².</summary>
    public float[] PlusVariance { get; }

    /// <summary>Variance of the negative conductances from read to read; shape [256 * 256]; µS².</summary>
    public float[] MinusVariance { get; }

    /// <summary>Reads every cell once, with its noise.</summary>
    /// <param name="seed">Seed of the noise.</param>
    /// <param name="core">Core index.</param>
    /// <param name="read">Number of the reading, below 2^24, part of the key.</param>
    /// <returns>Positive less negative conductance; shape [256 * 256]; µS; a reading is never below zero.</returns>
    public float[] SampleDifferences(ulong seed, int core, uint read)
    {
        var random = new KeyedRandom(seed, NoisePurpose.ReadNoise);
        var differences = new float[AnalogGeometry.Cells];
        for (uint cell = 0; cell < differences.Length; cell++)
        {
            double plus = Plus[cell] + (Math.Sqrt(PlusVariance[cell]) * random.Normal((uint)core, cell, 0, read));
            double minus = Minus[cell] + (Math.Sqrt(MinusVariance[cell]) * random.Normal((uint)core, cell, 1, read));
            differences[cell] = (float)(Math.Max(0, plus) - Math.Max(0, minus));
        }

        return differences;
    }
}
