namespace AnalogCoSim.Analog.Parameters;

/// <summary>How many devices of a polarity carry the weight.</summary>
/// <remarks>Source: Le Gallo et al., Nature Electronics 6 (2023): ODP and TDP ("max-SET-fill").</remarks>
public enum ProgrammingScheme
{
    /// <summary>One device a polarity (ODP).</summary>
    OneDevice,

    /// <summary>Up to two devices a polarity (TDP).</summary>
    TwoDevice,
}
