namespace AnalogCoSim.Bench.Running;

/// <summary>How a run stands to what was expected of it.</summary>
public enum RunVerdict
{
    /// <summary>All of it came out.</summary>
    Met,

    /// <summary>What could be judged came out; something could not be, such as a golden trace of other settings.</summary>
    MetInPart,

    /// <summary>Something was expected and nothing of it could be judged: no pass.</summary>
    NotCompared,

    /// <summary>Something else came out, or the run failed.</summary>
    Failed,
}
