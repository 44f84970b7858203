namespace AnalogCoSim.Bench.Scenarios;

/// <summary>What a run keeps of what happened inside.</summary>
public enum TraceKind
{
    /// <summary>Outputs and predictions only.</summary>
    None,

    /// <summary>Outputs and one 64-bit digest for each MVM of the recorded images.</summary>
    Golden,

    /// <summary>Inputs, counts and LDPU outputs of every MVM of the recorded images.</summary>
    Full,
}
