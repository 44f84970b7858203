namespace AnalogCoSim.Verilator.Building;

/// <summary>What a compiled model is for; each flavour is a build of its own.</summary>
public enum ModelFlavour
{
    /// <summary>No assertions, no snapshots: speed.</summary>
    Fast,

    /// <summary>Assertions and in-memory snapshots.</summary>
    Check,

    /// <summary>Assertions and FST waves.</summary>
    Trace,

    /// <summary>Assertions and coverage of lines, branches and toggles; many times slower.</summary>
    Cover,
}
