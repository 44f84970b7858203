namespace AnalogCoSim.Analog.Parameters;

/// <summary>Where the converters' state after the analog trim comes from.</summary>
public enum AdcTrimModel
{
    /// <summary>Drawn from the published spread after trim.</summary>
    Published,

    /// <summary>Untrimmed converters are drawn and the trim flow is run: offset, 4-bit gain, non-linearity from three currents.</summary>
    Simulated,
}
