namespace AnalogCoSim.Coverage.Status;

/// <summary>A testpoint with what is known of it.</summary>
/// <param name="Testpoint">The testpoint.</param>
/// <param name="Colour">Where it stands.</param>
/// <param name="Passed">Tests and scenarios that passed.</param>
/// <param name="Total">All of them.</param>
/// <param name="Coverage">Holes of its modules in words; null where its modules were not measured, or it has none.</param>
/// <param name="Reasons">What keeps it from being green.</param>
public sealed record TestpointStatus(Testpoint Testpoint, TestpointColour Colour, int Passed, int Total, string? Coverage, IReadOnlyList<string> Reasons);
