namespace AnalogCoSim.Chip.Ldpu;

/// <summary>How the batch form of the LDPU computes.</summary>
public enum LdpuInstructionSet
{
    /// <summary>Any machine: the scalar model in a loop.</summary>
    Portable,

    /// <summary>AVX2 and FMA: four columns at once.</summary>
    Vector256,

    /// <summary>AVX-512 F and DQ: eight columns at once.</summary>
    Vector512,
}
