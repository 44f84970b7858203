namespace AnalogCoSim.Chip.Performance;

/// <summary>Energy of work on the chip: MVMs from the published efficiency, the digital part from a model fitted to the published use-cases.</summary>
/// <remarks>
/// The published table gives total and MVM-only energy of two use-cases (8 and 32 cores) in two read modes. What remains without the MVMs differs between the modes of one
/// use-case only by the time it takes (387 ns more in 4-phase), which gives the static power; two use-cases give its base and its share per core:
/// 8 cores 0.39 W, 32 cores 1.29 W. What then remains is dynamic: 50 nJ a core and LDPU pass (256 columns), and about 11 nJ a slice of the
/// global units in the LSTM step. Four parameters from four remainders: the use-cases are met by construction to rounding; other work is an extrapolation and said to be one.
/// MVM energy per core is that of the deep ResNet-9 layer for networks, since those arrays hold trained weights, and that of the 64-core row for peak figures.
/// </remarks>
public static class EnergyModel
{
    /// <summary>Slices of the global digital processing units.</summary>
    public const int GdpuSlices = 8;

    private static readonly double StaticWatt8 = StaticWatt(PublishedFigures.DeepLayer);
    private static readonly double StaticWatt32 = StaticWatt(PublishedFigures.LstmStep);

    /// <summary>Static power of one powered core, W.</summary>
    public static double StaticWattPerCore { get; } = (StaticWatt32 - StaticWatt8) / (PublishedFigures.LstmStep.Cores - PublishedFigures.DeepLayer.Cores);

    /// <summary>Static power that does not depend on the number of powered cores, W.</summary>
    public static double StaticWattBase { get; } = StaticWatt8 - (PublishedFigures.DeepLayer.Cores * StaticWattPerCore);

    /// <summary>Dynamic energy of one LDPU pass over 256 columns, links included, nJ.</summary>
    public static double LdpuPassNanojoule { get; } = 1e3 * Dynamic(PublishedFigures.DeepLayer, fourPhase: false, StaticWatt8) / PublishedFigures.DeepLayer.Cores;

    /// <summary>Dynamic energy of one slice of the global digital processing units in one LSTM time step, nJ.</summary>
    public static double GdpuSliceNanojoule { get; } =
        (1e3 * Dynamic(PublishedFigures.LstmStep, fourPhase: false, StaticWatt32) - (PublishedFigures.LstmStep.Cores * LdpuPassNanojoule)) / GdpuSlices;

    /// <summary>Energy of one core's MVM with trained weights, nJ.</summary>
    /// <param name="fourPhase">4-phase or 1-phase reads.</param>
    /// <returns>nJ.</returns>
    public static double MvmNanojoule(bool fourPhase) => 1e3 * PublishedFigures.DeepLayer.MvmEnergyMicrojoule(fourPhase) / PublishedFigures.DeepLayer.Cores;

    /// <summary>Energy of a piece of work.</summary>
    /// <param name="mvms">Core MVMs, each with one LDPU pass.</param>
    /// <param name="poweredCores">Cores that draw static power meanwhile.</param>
    /// <param name="nanoseconds">How long it takes, ns.</param>
    /// <param name="fourPhase">4-phase or 1-phase reads.</param>
    /// <returns>uJ.</returns>
    public static double Microjoule(long mvms, int poweredCores, double nanoseconds, bool fourPhase) =>
        (1e-3 * mvms * (MvmNanojoule(fourPhase) + LdpuPassNanojoule))
        + (1e-3 * nanoseconds * (StaticWattBase + (poweredCores * StaticWattPerCore)));

    private static double Remainder(UseCase row, bool fourPhase) => row.EnergyMicrojoule(fourPhase) - row.MvmEnergyMicrojoule(fourPhase);

    private static double StaticWatt(UseCase row) =>
        1e3 * (Remainder(row, fourPhase: true) - Remainder(row, fourPhase: false))
        / (row.LatencyFourPhaseNanoseconds - row.LatencyOnePhaseNanoseconds);

    private static double Dynamic(UseCase row, bool fourPhase, double staticWatt) =>
        Remainder(row, fourPhase) - (1e-3 * staticWatt * row.LatencyNanoseconds(fourPhase));
}
