namespace AnalogCoSim.Analog.Parameters;

/// <summary>At which level programming is simulated.</summary>
public enum DeviceModel
{
    /// <summary>Each polarity of a weight is one conductance whose error is drawn from the measured polynomial of the preset.</summary>
    WeightLevel,

    /// <summary>The total weight error is drawn from one polynomial of the signed weight; no drift statistics of its own.</summary>
    /// <remarks>Source: polynomial in ADC counts published with IBM's analog-foundation-models.</remarks>
    TotalWeight,

    /// <summary>Four devices in each unit cell, written by program-and-verify pulses.</summary>
    DeviceLevel,
}
