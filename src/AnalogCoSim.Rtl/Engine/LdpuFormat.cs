namespace AnalogCoSim.Rtl.Engine;

/// <summary>What the bits of a register of the LDPU mean.</summary>
public enum LdpuFormat
{
    /// <summary>Unsigned integer.</summary>
    Count,

    /// <summary>FP16.</summary>
    Binary16,

    /// <summary>An INT8 value in FP16.</summary>
    Int8AsBinary16,

    /// <summary>INT8.</summary>
    Result,
}
