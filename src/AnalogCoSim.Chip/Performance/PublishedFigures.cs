namespace AnalogCoSim.Chip.Performance;

/// <summary>The chip's published timing and energy, to be shown next to what this bench measures.</summary>
/// <remarks>Source: Le Gallo et al., Nature Electronics 6, 680 (2023), Table 1 and Methods (latencies from the authors' RTL simulation, energies measured at 0.85 V).</remarks>
public static class PublishedFigures
{
    /// <summary>One MVM on each of the 64 cores, nothing else.</summary>
    public static UseCase MvmOnly { get; } = new("64-core MVM", 64, 65536L * 64, 133, 520, 0.86, 3.38, 63.1, 16.1, 9.76, 2.48);

    /// <summary>One input vector of a deep ResNet-9 layer: 2016 x 224 on a chain of 8 cores.</summary>
    public static UseCase DeepLayer { get; } = new("deep ResNet-9 layer (8 cores)", 8, 2016L * 224, 1131, 1518, 0.97, 1.51, 6.79, 1.74, 6.88, 1.74);

    /// <summary>One time step of the captioning LSTM on 32 cores and the eight global digital processing units.</summary>
    public static UseCase LstmStep { get; } = new("LSTM time step (32 cores)", 32, 504L * 4032, 1043, 1430, 3.46, 5.24, 30.6, 7.82, 9.34, 2.37);

    /// <summary>Area of the 64 MVM parts: 64 x 0.870 mm x 0.730 mm; what TOPS/mm2 is counted on.</summary>
    public const double MvmAreaSquareMillimetre = 64 * 0.870 * 0.730;

    /// <summary>Throughput an area of the MVM parts, 1-phase reads, tera-operations a second and mm2.</summary>
    public const double TopsPerSquareMillimetreOnePhase = 1.55;

    /// <summary>Throughput an area of the MVM parts, 4-phase reads.</summary>
    public const double TopsPerSquareMillimetreFourPhase = 0.40;

    /// <summary>Weights of ResNet-9, for which the accuracies below were published.</summary>
    public const int ResNet9Weights = 1_866_536;

    /// <summary>CIFAR-10 accuracy of ResNet-9 on the chip with two-device programming, %.</summary>
    public const double Cifar10TwoDevicePercent = 92.81;

    /// <summary>CIFAR-10 accuracy of ResNet-9 on the chip with one-device programming, %.</summary>
    public const double Cifar10OneDevicePercent = 92.23;

    /// <summary>CIFAR-10 accuracy of the same network in floating point, %.</summary>
    public const double Cifar10FloatPercent = 93.67;

    /// <summary>CIFAR-10 accuracy of the authors' model with quantisation only, %.</summary>
    public const double Cifar10QuantisedPercent = 93.43;
}

/// <summary>One row of the published table, 1-phase and 4-phase.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Cores">Cores at work.</param>
/// <param name="Weights">Weights that take part; two operations each.</param>
/// <param name="LatencyOnePhaseNanoseconds">Latency, 1-phase reads, ns.</param>
/// <param name="LatencyFourPhaseNanoseconds">Latency, 4-phase reads, ns.</param>
/// <param name="EnergyOnePhaseMicrojoule">Energy, 1-phase reads, uJ.</param>
/// <param name="EnergyFourPhaseMicrojoule">Energy, 4-phase reads, uJ.</param>
/// <param name="TopsOnePhase">Throughput of the MVM part, 1-phase, tera-operations a second.</param>
/// <param name="TopsFourPhase">Throughput of the MVM part, 4-phase.</param>
/// <param name="TopsPerWattOnePhase">Efficiency of the MVM part, 1-phase.</param>
/// <param name="TopsPerWattFourPhase">Efficiency of the MVM part, 4-phase.</param>
public sealed record UseCase(
    string Name,
    int Cores,
    long Weights,
    double LatencyOnePhaseNanoseconds,
    double LatencyFourPhaseNanoseconds,
    double EnergyOnePhaseMicrojoule,
    double EnergyFourPhaseMicrojoule,
    double TopsOnePhase,
    double TopsFourPhase,
    double TopsPerWattOnePhase,
    double TopsPerWattFourPhase)
{
    /// <summary>Energy of the MVMs alone, all cores, from the published efficiency: operations over TOPS/W, uJ.</summary>
    /// <param name="fourPhase">4-phase or 1-phase reads.</param>
    /// <returns>uJ.</returns>
    public double MvmEnergyMicrojoule(bool fourPhase) => 2e-6 * Weights / (fourPhase ? TopsPerWattFourPhase : TopsPerWattOnePhase);

    /// <summary>Published latency, ns.</summary>
    /// <param name="fourPhase">4-phase or 1-phase reads.</param>
    /// <returns>ns.</returns>
    public double LatencyNanoseconds(bool fourPhase) => fourPhase ? LatencyFourPhaseNanoseconds : LatencyOnePhaseNanoseconds;

    /// <summary>Published energy, uJ.</summary>
    /// <param name="fourPhase">4-phase or 1-phase reads.</param>
    /// <returns>uJ.</returns>
    public double EnergyMicrojoule(bool fourPhase) => fourPhase ? EnergyFourPhaseMicrojoule : EnergyOnePhaseMicrojoule;
}
