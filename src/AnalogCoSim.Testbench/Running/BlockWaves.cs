namespace AnalogCoSim.Testbench.Running;

/// <summary>Waves of a run.</summary>
/// <param name="File">FST file.</param>
/// <param name="Clock">Clock of the failure, counted from the end of the reset; null where nothing failed.</param>
/// <param name="Picoseconds">Time of that clock's edge in the file, ps; null where nothing failed.</param>
public sealed record BlockWaves(string File, long? Clock, long? Picoseconds);
