namespace AnalogCoSim.Analog;

/// <summary>Wire resistances of a core for the IR drop solve.</summary>
/// <remarks>Wire resistance per cell of 0.15 to 0.35 Ohm is what public simulators of these arrays assume; the chip's own values are not published.</remarks>
public sealed record IrDropParameters
{
    /// <summary>Resistance of a bit line from one cell to the next; Ohm.</summary>
    public double BitLineOhmPerCell { get; init; } = 0.15;

    /// <summary>Resistance of a source line (input) from one cell to the next; Ohm.</summary>
    public double SourceLineOhmPerCell { get; init; } = 0.15;

    /// <summary>Resistance between a bit line's end and its ADC; Ohm.</summary>
    public double AdcTerminalOhm { get; init; } = 5.0;

    /// <summary>Resistance between a source line's end and its driver; Ohm.</summary>
    public double DriverTerminalOhm { get; init; } = 5.0;

    /// <summary>Relative residual at which the solve stops.</summary>
    public double Tolerance { get; init; } = 1e-9;

    /// <summary>Checks all ranges.</summary>
    public void Validate()
    {
        ParameterCheck.InRange(nameof(BitLineOhmPerCell), BitLineOhmPerCell, 0, 1000);
        ParameterCheck.InRange(nameof(SourceLineOhmPerCell), SourceLineOhmPerCell, 0, 1000);
        ParameterCheck.InRange(nameof(AdcTerminalOhm), AdcTerminalOhm, 0, 1e5);
        ParameterCheck.InRange(nameof(DriverTerminalOhm), DriverTerminalOhm, 0, 1e5);
        ParameterCheck.InRange(nameof(Tolerance), Tolerance, 1e-14, 1e-2);
    }
}
