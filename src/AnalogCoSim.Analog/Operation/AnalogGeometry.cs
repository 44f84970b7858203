namespace AnalogCoSim.Analog.Operation;

/// <summary>Sizes of one core that the hardware fixes.</summary>
/// <remarks>Source: Le Gallo et al., Nature Electronics 6 (2023): 256 x 256 unit cells of four devices, dual 12-bit counters, 7-bit PWM magnitude.</remarks>
public static class AnalogGeometry
{
    /// <summary>Inputs (word lines) of a core.</summary>
    public const int Rows = 256;

    /// <summary>Outputs (bit lines, ADCs) of a core.</summary>
    public const int Columns = 256;

    /// <summary>Unit cells of a core.</summary>
    public const int Cells = Rows * Columns;

    /// <summary>Largest PWM magnitude; -128 is applied as -127.</summary>
    public const int MaxMagnitude = 127;

    /// <summary>Largest value of a 12-bit counter.</summary>
    public const int MaxCount = 4095;
}
