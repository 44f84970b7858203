namespace AnalogCoSim.Bench.Sweeps;

/// <summary>How a run of a sweep ended.</summary>
public enum PointStatus
{
    /// <summary>All images ran.</summary>
    Ran,

    /// <summary>The network was compiled; no image was asked for.</summary>
    Compiled,

    /// <summary>The chip cannot run the network (ACS02xx).</summary>
    Refused,

    /// <summary>RTL and reference differed.</summary>
    Failed,
}
