namespace AnalogCoSim.Chip.Link;

/// <summary>Ports of a tile's link controller; the number is the bit in port masks.</summary>
public enum LinkPort
{
    /// <summary>One tile east.</summary>
    E1 = 0,

    /// <summary>One tile west.</summary>
    W1 = 1,

    /// <summary>Two tiles east.</summary>
    E2 = 2,

    /// <summary>Two tiles west.</summary>
    W2 = 3,

    /// <summary>One tile south.</summary>
    S1 = 4,

    /// <summary>One tile north.</summary>
    N1 = 5,

    /// <summary>The host.</summary>
    Host = 6,
}
