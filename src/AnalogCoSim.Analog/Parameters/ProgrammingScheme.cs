namespace AnalogCoSim.Analog.Parameters;

/// <summary>How many devices of a polarity carry the weight.</summary>
/// <remarks>Source: Le Gallo et al., Nature Electronics 6 (2023): ODP and TDP ("max-SET-fill").</remarks>
public enum ProgrammingScheme
{
    /// <summary>One device per polarity (ODP).</summary>
    OneDevice,

    /// <summary>Up to two devices per polarity (TDP).</summary>
    TwoDevice,
}
