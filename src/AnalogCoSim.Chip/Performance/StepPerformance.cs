namespace AnalogCoSim.Chip.Performance;

/// <summary>Time, energy and utilisation of one crossbar step of a network for one image.</summary>
/// <param name="Name">Name of the step.</param>
/// <param name="Cores">Cores of the step.</param>
/// <param name="Positions">MVMs of each core.</param>
/// <param name="Weights">Weights that the network uses on these cores.</param>
/// <param name="Utilisation">Used share of the crossbar cells of these cores.</param>
/// <param name="Cycles">Digital clocks (2.5 ns) from RTL.</param>
/// <param name="Microjoule">Energy by <see cref="EnergyModel"/>, uJ.</param>
public sealed record StepPerformance(string Name, int Cores, int Positions, long Weights, double Utilisation, ulong Cycles, double Microjoule)
{
    /// <summary>Duration, ns.</summary>
    public double Nanoseconds => Cycles * PerformanceSummary.DigitalClockNanoseconds;

    /// <summary>Operations: two a weight and position.</summary>
    public long Operations => 2 * Weights * Positions;

    /// <summary>Achieved throughput, tera-operations a second.</summary>
    public double Tops => Cycles == 0 ? 0 : Operations / Nanoseconds * 1e-3;

    /// <summary>Achieved efficiency, tera-operations a second and watt.</summary>
    public double TopsPerWatt => Operations / Microjoule * 1e-6;
}
