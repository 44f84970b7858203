namespace AnalogCoSim.Core.Random;

/// <summary>What a random number is for; part of every counter, so that no two uses share a number.</summary>
public enum NoisePurpose : uint
{
    /// <summary>Programming error of a device or weight.</summary>
    Programming = 1,

    /// <summary>Drift exponent of a device.</summary>
    DriftExponent = 2,

    /// <summary>Read noise of an MVM.</summary>
    ReadNoise = 3,

    /// <summary>Spread of a converter's parameters.</summary>
    Converter = 4,

    /// <summary>Yield faults.</summary>
    Yield = 5,

    /// <summary>Polarity asymmetry of a device.</summary>
    Polarity = 6,

    /// <summary>Synthetic data sets.</summary>
    Dataset = 7,

    /// <summary>Stimulus of tests and studies.</summary>
    Stimulus = 8,

    /// <summary>Injected faults of a campaign.</summary>
    Fault = 9,

    /// <summary>Layout of a network on the chip.</summary>
    Layout = 10,

    /// <summary>Schedule of a stressed run.</summary>
    Schedule = 11,
}
