using System.Globalization;

namespace AnalogCoSim.Chip.Performance;

/// <summary>The published figures of the chip beside those of this bench.</summary>
/// <remarks>Published figures: <see cref="PublishedFigures"/>. Times of this bench come from clocks that the RTL took; energies from <see cref="EnergyModel"/>, which is fitted to published ones and said to be.</remarks>
public static class PublishedComparison
{
    /// <summary>Where the time of a row comes from.</summary>
    public const string FromRtl = "RTL clocks at 400 MHz";

    private const double PeakOperations = 2;
    private const string FromModel = "energy model, fitted to this row";
    private const string FromInput = "input of the energy model";

    /// <summary>Times, throughputs and energies.</summary>
    /// <param name="timing">Clocks from RTL.</param>
    /// <returns>Rows, 1-phase before 4-phase.</returns>
    public static IReadOnlyList<PublishedRow> Timing(ChipTiming timing)
    {
        ArgumentNullException.ThrowIfNull(timing);
        var rows = new List<PublishedRow>();
        Add("MVM of 64 cores, latency", "ns", PublishedFigures.MvmOnly.LatencyNanoseconds, timing.MvmNanoseconds, FromRtl);
        Add("MVM of 64 cores, throughput", "TOPS", four => Tops(four), four => Tops(four, timing), FromRtl);
        Add("MVM of 64 cores, throughput an area", "TOPS/mm2", four => four ? PublishedFigures.TopsPerSquareMillimetreFourPhase : PublishedFigures.TopsPerSquareMillimetreOnePhase, four => Tops(four, timing) / PublishedFigures.MvmAreaSquareMillimetre, "RTL clocks, published area");
        Add("MVM of 64 cores, energy", "uJ", PublishedFigures.MvmOnly.EnergyMicrojoule, PublishedFigures.MvmOnly.MvmEnergyMicrojoule, FromInput);
        Add("MVM of 64 cores, efficiency", "TOPS/W", four => four ? PublishedFigures.MvmOnly.TopsPerWattFourPhase : PublishedFigures.MvmOnly.TopsPerWattOnePhase, four => PeakOperations * PublishedFigures.MvmOnly.Weights / PublishedFigures.MvmOnly.EnergyMicrojoule(four) * 1e-6, FromInput);
        Add("deep layer of 8 cores, latency", "ns", PublishedFigures.DeepLayer.LatencyNanoseconds, timing.ChainNanoseconds, FromRtl);
        Add("deep layer of 8 cores, energy", "uJ", PublishedFigures.DeepLayer.EnergyMicrojoule, four => Energy(PublishedFigures.DeepLayer.Cores, timing.ChainNanoseconds(four), four), FromModel);
        Add("LSTM time step of 32 cores, energy", "uJ", PublishedFigures.LstmStep.EnergyMicrojoule, LstmEnergy, "energy model with the deep layer's MVM energy, at the published latency: no RTL of the global units");
        return rows;

        void Add(string quantity, string unit, Func<bool, double> published, Func<bool, double> bench, string from)
        {
            foreach (bool fourPhase in (bool[])[false, true])
            {
                rows.Add(new PublishedRow(quantity, ModeOf(fourPhase), unit, published(fourPhase), bench(fourPhase), from));
            }
        }
    }

    /// <summary>Latency and energy of one input vector of the deep layer as it ran within a network, whose last core sends the 224 columns in use only.</summary>
    /// <param name="nanoseconds">ns.</param>
    /// <param name="fourPhase">4-phase or 1-phase reads.</param>
    /// <returns>Two rows.</returns>
    public static IReadOnlyList<PublishedRow> DeepLayer(double nanoseconds, bool fourPhase) =>
    [
        new("deep layer of 8 cores as run (224 columns sent), latency", ModeOf(fourPhase), "ns", PublishedFigures.DeepLayer.LatencyNanoseconds(fourPhase), nanoseconds, FromRtl),
        new("deep layer of 8 cores as run (224 columns sent), energy", ModeOf(fourPhase), "uJ", PublishedFigures.DeepLayer.EnergyMicrojoule(fourPhase), Energy(PublishedFigures.DeepLayer.Cores, nanoseconds, fourPhase), FromModel),
    ];

    /// <summary>Accuracies of ResNet-9 on CIFAR-10; what is not known is left open.</summary>
    /// <param name="twoDevice">Two devices a polarity, directly after programming, %.</param>
    /// <param name="oneDevice">One device a polarity, %.</param>
    /// <param name="quantised">Ideal devices, %.</param>
    /// <param name="floating">Floating point, %.</param>
    /// <param name="images">Images they were measured on; the published ones are of 10,000.</param>
    /// <returns>Four rows.</returns>
    public static IReadOnlyList<PublishedRow> Accuracy(double? twoDevice, double? oneDevice, double? quantised, double? floating, int images)
    {
        string measured = FromImages(images);
        return
        [
            Row("two-device", PublishedFigures.Cifar10TwoDevicePercent, twoDevice),
            Row("one-device", PublishedFigures.Cifar10OneDevicePercent, oneDevice),
            Row("quantised only", PublishedFigures.Cifar10QuantisedPercent, quantised),
            Row("floating point", PublishedFigures.Cifar10FloatPercent, floating),
        ];

        PublishedRow Row(string name, double published, double? bench) =>
            new($"CIFAR-10 accuracy of ResNet-9, {name}", string.Empty, "%", published, bench, bench is null ? "not measured" : measured);
    }

    /// <summary>Where an accuracy of this bench comes from.</summary>
    /// <param name="images">Images it was measured on.</param>
    /// <returns>Text.</returns>
    public static string FromImages(int images) => string.Create(CultureInfo.InvariantCulture, $"measured here, n = {images:#,0}");

    private static string ModeOf(bool fourPhase) => fourPhase ? "4-phase" : "1-phase";

    private static double Tops(bool fourPhase) => fourPhase ? PublishedFigures.MvmOnly.TopsFourPhase : PublishedFigures.MvmOnly.TopsOnePhase;

    private static double Tops(bool fourPhase, ChipTiming timing) => PeakOperations * PublishedFigures.MvmOnly.Weights / timing.MvmNanoseconds(fourPhase) * 1e-3;

    private static double Energy(int cores, double nanoseconds, bool fourPhase) => EnergyModel.Microjoule(cores, cores, nanoseconds, fourPhase);

    private static double LstmEnergy(bool fourPhase)
    {
        UseCase row = PublishedFigures.LstmStep;
        return Energy(row.Cores, row.LatencyNanoseconds(fourPhase), fourPhase) + (1e-3 * EnergyModel.GdpuSlices * EnergyModel.GdpuSliceNanojoule);
    }
}
