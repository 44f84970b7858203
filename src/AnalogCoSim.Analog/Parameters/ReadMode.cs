namespace AnalogCoSim.Analog.Parameters;

/// <summary>How one MVM is read from the array.</summary>
/// <remarks>Source: Le Gallo et al., Nature Electronics 6 (2023), "1-phase" and "4-phase" reads.</remarks>
public enum ReadMode
{
    /// <summary>Both input signs and both weight signs in one modulation; 133 ns.</summary>
    OnePhase = 0,

    /// <summary>Four modulations (+w,+x), (+w,-x), (-w,+x), (-w,-x) of one read polarity; 520 ns. All published accuracies use it.</summary>
    FourPhase = 1,
}
