namespace AnalogCoSim.Chip.Link;

/// <summary>Ports of a tile's link controller; the number is the bit in port masks.</summary>
public enum LinkPort
{
    /// <summary>One tile east.</summary>
    E1 = RegisterMap.PortE1,

    /// <summary>One tile west.</summary>
    W1 = RegisterMap.PortW1,

    /// <summary>Two tiles east.</summary>
    E2 = RegisterMap.PortE2,

    /// <summary>Two tiles west.</summary>
    W2 = RegisterMap.PortW2,

    /// <summary>One tile south.</summary>
    S1 = RegisterMap.PortS1,

    /// <summary>One tile north.</summary>
    N1 = RegisterMap.PortN1,

    /// <summary>The host.</summary>
    Host = RegisterMap.PortHost,
}
