namespace AnalogCoSim.Inference;

/// <summary>How long an engine spent on one part of its work.</summary>
/// <param name="Part">Name of the part; see <see cref="EngineParts"/>.</param>
/// <param name="Time">Time in all its runs so far, summed over its threads.</param>
public readonly record struct EngineTime(string Part, TimeSpan Time);
