namespace AnalogCoSim.Analog.Parameters;

/// <summary>Which measured phase-change memory array the device statistics come from.</summary>
public enum DevicePreset
{
    /// <summary>The 64-core HERMES chip; 10.35 µS with one device, 20.7 µS with two.</summary>
    Hermes,

    /// <summary>The 25 µS, 90 nm array of Joshi et al., Nature Communications 11 (2020); one device per polarity.</summary>
    Joshi2020,
}
