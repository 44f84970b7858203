namespace AnalogCoSim.Coverage.Status;

/// <summary>One thing to verify, from a testplan.</summary>
/// <param name="Plan">The file, relative to the root.</param>
/// <param name="Family">The plan's name.</param>
/// <param name="Name">Its name.</param>
/// <param name="Stage">Stage in which it is due: V1, V2 or V3.</param>
/// <param name="Description">What is verified.</param>
/// <param name="Modules">Modules of the RTL that it is about.</param>
/// <param name="Tests">Tests, as <c>Class.Method</c>.</param>
/// <param name="Scenarios">Names of scenarios.</param>
public sealed record Testpoint(string Plan, string Family, string Name, string Stage, string Description, IReadOnlyList<string> Modules, IReadOnlyList<string> Tests, IReadOnlyList<string> Scenarios);
