using System.ComponentModel.DataAnnotations;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Analog.Parameters;

/// <summary>Wire resistances of a core for the IR drop solve.</summary>
/// <remarks>Wire resistance per cell of 0.15 to 0.35 Ohm is what public simulators of these arrays assume; the chip's own values are not published.</remarks>
public sealed record IrDropParameters
{
    /// <summary>Resistance of a bit line from one cell to the next; Ohm; 0 is solved as 1e-6.</summary>
    [Range(0.0, 1000.0)]
    public double BitLineOhmPerCell { get; init; } = 0.15;

    /// <summary>Resistance of a source line (input) from one cell to the next; Ohm; 0 is solved as 1e-6.</summary>
    [Range(0.0, 1000.0)]
    public double SourceLineOhmPerCell { get; init; } = 0.15;

    /// <summary>Resistance between a bit line's end and its ADC; Ohm.</summary>
    [Range(0.0, 1e5)]
    public double AdcTerminalOhm { get; init; } = 5.0;

    /// <summary>Resistance between a source line's end and its driver; Ohm.</summary>
    [Range(0.0, 1e5)]
    public double DriverTerminalOhm { get; init; } = 5.0;

    /// <summary>Relative residual at which the solve stops.</summary>
    [Range(1e-14, 1e-2)]
    public double Tolerance { get; init; } = 1e-9;

    /// <summary>Checks all ranges.</summary>
    public void Validate() => DeclaredRanges.Check(this, ErrorCode.AnalogInvalidParameter, "analog parameter");
}
