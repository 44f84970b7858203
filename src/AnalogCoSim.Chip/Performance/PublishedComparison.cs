using System.Globalization;
using AnalogCoSim.Chip.Geometry;

namespace AnalogCoSim.Chip.Performance;

/// <summary>The published figures of the chip beside those of this bench, each with where it comes from.</summary>
/// <remarks>Published figures: <see cref="PublishedFigures"/>. Clocks: counted by RTL. Energies: <see cref="EnergyModel"/>, fitted to published ones.</remarks>
public static class PublishedComparison
{
    private const double Clock = PerformanceSummary.DigitalClockNanoseconds;

    /// <summary>Times, throughputs and energies.</summary>
    /// <param name="timing">Clocks from RTL.</param>
    /// <returns>Rows, 1-phase before 4-phase.</returns>
    public static IReadOnlyList<PublishedRow> Timing(ChipTiming timing)
    {
        ArgumentNullException.ThrowIfNull(timing);
        return
        [
            .. Both("MVM of 64 cores, the macro alone, latency", "ns", Provenance.Quoted, four => PublishedFigures.MvmOnly.LatencyNanoseconds(four), _ => null,
                four => $"published; no analog time is simulated: the RTL is told to wait {timing.Analog(four)} clocks"),
            .. Both("MVM of a core, clocks the RTL waits for the macro", "clocks", Provenance.Assumed, _ => null, four => timing.Analog(four),
                four => $"setting of the engine: the published {PublishedFigures.MvmOnly.LatencyNanoseconds(four)} ns in whole clocks of {Clock} ns"),
            .. Both("MVM of 64 cores, the macro alone, throughput", "TOPS", Provenance.Quoted, four => PeakTops(four), _ => null,
                _ => $"published: operations over the latency of the macro, no digital part"),
            .. Streaming(timing),
            .. Both("MVM of 64 cores, the macro alone, throughput per area", "TOPS/mm2", Provenance.Quoted, four => four ? PublishedFigures.TopsPerSquareMillimetreFourPhase : PublishedFigures.TopsPerSquareMillimetreOnePhase, _ => null,
                _ => $"published, on the area of the 64 macros"),
            .. Both("MVM of 64 cores, energy", "uJ", Provenance.Quoted, four => PublishedFigures.MvmOnly.EnergyMicrojoule(four), _ => null,
                _ => $"published; the energy model takes MVM energies from the same table"),
            .. Both("MVM of 64 cores, efficiency", "TOPS/W", Provenance.Quoted, four => four ? PublishedFigures.MvmOnly.TopsPerWattFourPhase : PublishedFigures.MvmOnly.TopsPerWattOnePhase, _ => null,
                _ => $"published"),
            .. DeepLayerAlone(timing),
            .. Both("LSTM time step of 32 cores, energy", "uJ", Provenance.Fitted, four => PublishedFigures.LstmStep.EnergyMicrojoule(four), four => LstmEnergy(four),
                _ => $"energy model with the deep layer's MVM energy at the published latency; static power and global units are fitted to this row, there is no RTL of the global units"),
        ];
    }

    /// <summary>Latency and energy of one input vector of the deep layer as it ran within a network, whose last core sends the 224 columns in use only.</summary>
    /// <param name="nanoseconds">ns.</param>
    /// <param name="fourPhase">4-phase or 1-phase reads.</param>
    /// <returns>Two rows.</returns>
    public static IReadOnlyList<PublishedRow> DeepLayer(double nanoseconds, bool fourPhase) =>
    [
        new("deep layer of 8 cores as run (224 columns sent), latency", ModeOf(fourPhase), "ns", Provenance.Fitted, PublishedFigures.DeepLayer.LatencyNanoseconds(fourPhase), nanoseconds,
            $"clocks of the layer in this run, less those of its other positions; {FittedClocks}"),
        new("deep layer of 8 cores as run (224 columns sent), energy", ModeOf(fourPhase), "uJ", Provenance.Fitted, PublishedFigures.DeepLayer.EnergyMicrojoule(fourPhase), Energy(PublishedFigures.DeepLayer.Cores, nanoseconds, fourPhase),
            "energy model, fitted to the published energy of this layer"),
    ];

    /// <summary>Accuracies of ResNet-9 on CIFAR-10; what is not known is left open.</summary>
    /// <param name="twoDevice">Two devices per polarity, directly after programming, %.</param>
    /// <param name="oneDevice">One device per polarity, %.</param>
    /// <param name="quantised">Ideal devices, %.</param>
    /// <param name="floating">Floating point, %.</param>
    /// <param name="images">Images they were measured on; the published ones are of 10,000.</param>
    /// <param name="deviceModel">Device model of the first two.</param>
    /// <returns>Four rows.</returns>
    public static IReadOnlyList<PublishedRow> Accuracy(double? twoDevice, double? oneDevice, double? quantised, double? floating, int images, string deviceModel)
    {
        return
        [
            Row("two-device", PublishedFigures.Cifar10TwoDevicePercent, twoDevice, $"{deviceModel} device model"),
            Row("one-device", PublishedFigures.Cifar10OneDevicePercent, oneDevice, $"{deviceModel} device model"),
            Row("quantised only", PublishedFigures.Cifar10QuantisedPercent, quantised, "ideal devices"),
            Row("floating point", PublishedFigures.Cifar10FloatPercent, floating, "float32, no chip"),
        ];

        PublishedRow Row(string name, double published, double? bench, string model) => new(
            $"CIFAR-10 accuracy of ResNet-9, {name}",
            string.Empty,
            "%",
            bench is null ? Provenance.Quoted : Provenance.Measured,
            published,
            bench,
            bench is null ? "published; not measured here" : string.Create(CultureInfo.InvariantCulture, $"classes counted on {images:#,0} images, own weights, {model}"));
    }

    // A tile that does not combine waits so long although it could start: the RTL's only delay without a function.
    private static string FittedClocks => $"its {RegisterMap.HeadDelay} clocks of head delay and the depth of its pipelines were chosen to meet the published latency";

    private static PublishedRow[] Streaming(ChipTiming timing) =>
    [
        .. Both($"{ChipGeometry.Cores} cores streaming through the RTL, start strobe to last LDPU output", "ns", Provenance.Measured, _ => null, four => timing.Stream(four).Latency * Clock,
            four => $"{timing.Stream(four).Latency} clocks counted, slowest core; {timing.Analog(four)} of them are the macro's (assumed), {RegisterMap.HeadDelay} the fitted head delay"),
        .. Both($"{ChipGeometry.Cores} cores streaming through the RTL, throughput", "TOPS", Provenance.Measured, _ => null, four => Tops(timing.Stream(four)),
            four => Counted(timing.Stream(four))),
        .. Both($"{ChipGeometry.Cores} cores streaming through the RTL, throughput per area", "TOPS/mm2", Provenance.Measured, _ => null, four => Tops(timing.Stream(four)) / PublishedFigures.MvmAreaSquareMillimetre,
            _ => $"the throughput counted, over the published area of the 64 macros"),
    ];

    private static FormattableString Counted(StreamTiming s) =>
        $"{s.MvmsPerClock:0.####} MVMs per clock counted in the steady state, one each {s.ClocksPerMvm:0.##} clocks on {s.Cores} cores; nothing published to compare with: the published throughput leaves the digital part out";

    private static PublishedRow[] DeepLayerAlone(ChipTiming timing) =>
    [
        .. Both("deep layer of 8 cores, latency", "ns", Provenance.Fitted, four => PublishedFigures.DeepLayer.LatencyNanoseconds(four), four => timing.Chain(four) * Clock,
            four => $"{timing.Chain(four)} clocks counted: {timing.Analog(four)} for the macro (assumed), {timing.Chain(four) - timing.Analog(four)} in the RTL; {FittedClocks}"),
        .. Both("deep layer of 8 cores, energy", "uJ", Provenance.Fitted, four => PublishedFigures.DeepLayer.EnergyMicrojoule(four), four => Energy(PublishedFigures.DeepLayer.Cores, timing.Chain(four) * Clock, four),
            _ => $"energy model, fitted to this row"),
    ];

    private static IEnumerable<PublishedRow> Both(string quantity, string unit, Provenance provenance, Func<bool, double?> published, Func<bool, double?> bench, Func<bool, FormattableString> from) =>
        ((bool[])[false, true]).Select(four => new PublishedRow(quantity, ModeOf(four), unit, provenance, published(four), bench(four), from(four).ToString(CultureInfo.InvariantCulture)));

    private static string ModeOf(bool fourPhase) => fourPhase ? "4-phase" : "1-phase";

    private static double PeakTops(bool fourPhase) => fourPhase ? PublishedFigures.MvmOnly.TopsFourPhase : PublishedFigures.MvmOnly.TopsOnePhase;

    // Two operations a cell.
    private static double Tops(StreamTiming stream) => 2.0 * ChipGeometry.CrossbarSize * ChipGeometry.CrossbarSize * stream.MvmsPerClock / Clock * 1e-3;

    private static double Energy(int cores, double nanoseconds, bool fourPhase) => EnergyModel.Microjoule(cores, cores, nanoseconds, fourPhase);

    private static double LstmEnergy(bool fourPhase)
    {
        UseCase row = PublishedFigures.LstmStep;
        return Energy(row.Cores, row.LatencyNanoseconds(fourPhase), fourPhase) + (1e-3 * EnergyModel.GdpuSlices * EnergyModel.GdpuSliceNanojoule);
    }
}
