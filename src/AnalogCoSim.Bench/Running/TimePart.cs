namespace AnalogCoSim.Bench.Running;

/// <summary>One part of the time of a run.</summary>
/// <param name="Name">What was done.</param>
/// <param name="Seconds">Seconds, summed over threads.</param>
public sealed record TimePart(string Name, double Seconds);
