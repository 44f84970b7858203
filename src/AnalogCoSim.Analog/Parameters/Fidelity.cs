namespace AnalogCoSim.Analog.Parameters;

/// <summary>How much of the analog signal chain is modelled.</summary>
public enum Fidelity
{
    /// <summary>Ideal weights and an ideal linear converter that uses the full 12-bit range: the least quantisation that the 12-bit border allows.</summary>
    Exact,

    /// <summary>Ideal weights, 8-bit PWM, oscillator ADC that counts down (floor) at nominal gain; no spread, no noise.</summary>
    Quantised,

    /// <summary>Everything that is switched on: programming, drift, read noise, converter spread, limits, IR drop.</summary>
    Noisy,
}
