namespace AnalogCoSim.Bench.Running;

/// <summary>Where the time of a run went.</summary>
/// <param name="Name">What was done.</param>
/// <param name="Seconds">Seconds, summed over threads.</param>
public sealed record TimeSlice(string Name, double Seconds);
