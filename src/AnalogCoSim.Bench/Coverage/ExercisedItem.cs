namespace AnalogCoSim.Bench.Coverage;

/// <summary>One feature of the digital half and how much of it a run used.</summary>
/// <param name="Name">The feature.</param>
/// <param name="Count">How often, or how many.</param>
/// <param name="Of">Of how many; null where there is no whole.</param>
public sealed record ExercisedItem(string Name, long Count, long? Of = null)
{
    /// <summary>Whether the run used it at all.</summary>
    public bool Used => Count > 0;
}
