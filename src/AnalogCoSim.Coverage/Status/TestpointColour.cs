namespace AnalogCoSim.Coverage.Status;

/// <summary>Where a testpoint stands.</summary>
public enum TestpointColour
{
    /// <summary>Something failed, was not run, or does not exist; or nothing stands behind the testpoint.</summary>
    Red,

    /// <summary>Everything passed, but its modules have holes, or nobody measured their coverage.</summary>
    Amber,

    /// <summary>Everything passed, and its modules are covered or waived.</summary>
    Green,
}
