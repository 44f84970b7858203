namespace AnalogCoSim.Rtl.Building;

/// <summary>The native code that is compiled around a model.</summary>
public enum ModelHarness
{
    /// <summary>Generic port access: any small top module.</summary>
    Module,

    /// <summary>The chip scheduler over 64 instances of one tile model.</summary>
    Partitioned,

    /// <summary>The chip scheduler over one model of the whole chip.</summary>
    Flat,
}
