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
}
