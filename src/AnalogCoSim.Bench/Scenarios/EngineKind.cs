namespace AnalogCoSim.Bench.Scenarios;

/// <summary>Which engine computes a scenario.</summary>
public enum EngineKind
{
    /// <summary>The untimed, bit-exact C# model.</summary>
    Reference,

    /// <summary>Verilated tiles behind the native scheduler.</summary>
    Rtl,

    /// <summary>One Verilated model of the whole chip.</summary>
    RtlFlat,

    /// <summary>Verilated tiles, every MVM compared with the reference as it happens.</summary>
    Lockstep,
}
