
namespace AnalogCoSim.Studies;

/// <summary>Weight error of a core at one time.</summary>
/// <param name="Seconds">Time since programming; s.</param>
/// <param name="Uncompensated">||w_read - w|| / ||w|| without compensation.</param>
/// <param name="Global">The same with one factor for the core.</param>
/// <param name="PerColumn">The same with a factor for each column.</param>
public sealed record DriftRow(double Seconds, double Uncompensated, double Global, double PerColumn);
