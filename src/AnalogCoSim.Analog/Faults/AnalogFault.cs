namespace AnalogCoSim.Analog.Faults;

/// <summary>One planted defect of a core's analog half.</summary>
public abstract record AnalogFault
{
    /// <summary>A unit cell's polarity has a fixed conductance.</summary>
    /// <param name="Row">Row.</param>
    /// <param name="Column">Column.</param>
    /// <param name="Minus">True for the negative polarity.</param>
    /// <param name="MicroSiemens">Conductance; µS; 0 is stuck at RESET.</param>
    public sealed record StuckCell(int Row, int Column, bool Minus, double MicroSiemens) : AnalogFault;

    /// <summary>A source line is broken at its driver: the row never conducts.</summary>
    /// <param name="Row">Row.</param>
    public sealed record OpenRow(int Row) : AnalogFault;

    /// <summary>A bit line is broken at its ADC: the column shows no current.</summary>
    /// <param name="Column">Column.</param>
    public sealed record OpenColumn(int Column) : AnalogFault;

    /// <summary>Two neighbouring bit lines are shorted: both ADCs share the sum.</summary>
    /// <param name="Column">Lower column of the pair.</param>
    public sealed record ShortedColumns(int Column) : AnalogFault;

    /// <summary>An ADC does not count.</summary>
    /// <param name="Column">Column.</param>
    public sealed record DeadAdc(int Column) : AnalogFault;

    /// <summary>An ADC's gain has changed since calibration.</summary>
    /// <param name="Column">Column.</param>
    /// <param name="Factor">New gain over calibrated gain.</param>
    public sealed record AdcGainDrift(int Column, double Factor) : AnalogFault;

    /// <summary>An ADC's oscillator offset has changed since calibration.</summary>
    /// <param name="Column">Column.</param>
    /// <param name="Megahertz">Added offset; MHz.</param>
    public sealed record AdcOffsetDrift(int Column, double Megahertz) : AnalogFault;

    /// <summary>A bit of a counter is stuck.</summary>
    /// <param name="Column">Column.</param>
    /// <param name="NegativeCounter">True for N, false for P.</param>
    /// <param name="Bit">Bit, 0 to 11.</param>
    /// <param name="Value">Value it is stuck at.</param>
    public sealed record StuckCounterBit(int Column, bool NegativeCounter, int Bit, bool Value) : AnalogFault;

    /// <summary>A PWM driver always applies one input.</summary>
    /// <param name="Row">Row.</param>
    /// <param name="Input">Input that it applies, -127 to 127; 0 is a dead driver.</param>
    public sealed record StuckPwm(int Row, int Input) : AnalogFault;
}
