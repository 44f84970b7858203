using System.CommandLine;
using System.Globalization;
using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Cli.CommandLine;
using AnalogCoSim.Core.Arrays;
using AnalogCoSim.Report.Plots;
using AnalogCoSim.Report.Studies;
using AnalogCoSim.Studies;

namespace AnalogCoSim.Cli.Studies;

/// <summary>Programming error over the target, at weight level and at device level, against the published polynomial.</summary>
internal sealed class ProgramStudy : IStudy
{
    private const int Steps = 20;

    /// <inheritdoc />
    public string Name => "program";

    /// <inheritdoc />
    public string Description =>
        "Programs 65,536 cells to each of 21 targets, at weight level and by program-and-verify at device level (no stuck devices), and compares their spread with the published polynomial of the preset.";

    /// <inheritdoc />
    public IReadOnlyList<Option> Options => [StudyOptions.Preset, StudyOptions.Devices, StudyOptions.Passes];

    /// <inheritdoc />
    public IReadOnlyList<StudyArray> Arrays { get; } =
    [
        new("target", "[21], over Gmax, as all that follow"),
        new("sigma_published", "[21]"),
        new("weight_level_mean", "[21]"),
        new("weight_level_sigma", "[21]"),
        new("device_level_mean", "[21]"),
        new("device_level_sigma", "[21]"),
        new("device_level_converged", "[21], share of iterated devices"),
        new("device_level_mean_pulses", "[21]"),
        new("pulse_histogram", "[21, pulses + 1], iterated devices by target and pulses"),
    ];

    /// <inheritdoc />
    public StudyResult Run(CliSession session, AnalogParameters parameters)
    {
        double[] targets = [.. Enumerable.Range(0, Steps + 1).Select(i => (double)i / Steps)];
        parameters = parameters with { StuckResetProbability = 0, StuckSetProbability = 0 };
        IReadOnlyList<ProgrammingRow> weight = ProgrammingStudy.Run(parameters with { DeviceModel = DeviceModel.WeightLevel }, targets, session.Cancellation);
        IReadOnlyList<ProgrammingRow> device = ProgrammingStudy.Run(parameters with { DeviceModel = DeviceModel.DeviceLevel }, targets, session.Cancellation);
        var table = new NumberTable(
            ["target", "sigma_published", "weight_level_mean", "weight_level_sigma", "device_level_mean", "device_level_sigma", "device_level_mean_pulses", "device_level_converged"],
            [.. weight.Zip(device, (w, d) => (double[])[w.TargetRatio, w.PublishedSigmaRatio, w.MeanRatio, w.SigmaRatio, d.MeanRatio, d.SigmaRatio, d.MeanPulses, d.Converged])]);
        long[] histogram = [.. Enumerable.Range(0, device[0].PulseHistogram.Length).Select(pulses => device.Sum(row => (long)row.PulseHistogram[pulses]))];
        var arrays = new Dictionary<string, NpyArray>
        {
            ["target"] = StudyStimulus.Vector(targets),
            ["sigma_published"] = Column(weight, row => row.PublishedSigmaRatio),
            ["weight_level_mean"] = Column(weight, row => row.MeanRatio),
            ["weight_level_sigma"] = Column(weight, row => row.SigmaRatio),
            ["device_level_mean"] = Column(device, row => row.MeanRatio),
            ["device_level_sigma"] = Column(device, row => row.SigmaRatio),
            ["device_level_converged"] = Column(device, row => row.Converged),
            ["device_level_mean_pulses"] = Column(device, row => row.MeanPulses),
            ["pulse_histogram"] = new(device.SelectMany(row => row.PulseHistogram).ToArray(), [device.Count, histogram.Length]),
        };
        Summary summary = Summary.Of(weight, device, histogram);
        return new StudyResult(table, arrays, summary.Figures(), summary.Cards(), Sections(targets, weight, device, histogram, table));
    }

    private static NpyArray Column(IReadOnlyList<ProgrammingRow> rows, Func<ProgrammingRow, double> value) => StudyStimulus.Vector(rows.Select(value).ToArray());

    private static StudySection[] Sections(double[] targets, IReadOnlyList<ProgrammingRow> weight, IReadOnlyList<ProgrammingRow> device, long[] histogram, NumberTable table)
    {
        var sigma = new Plot("Programming error over Gmax, %", targets,
        [
            new PlotSeries("published polynomial", [.. weight.Select(row => 100 * row.PublishedSigmaRatio)], SeriesStyle.Line, PlotSeries.Soft),
            new PlotSeries("weight level", [.. weight.Select(row => 100 * row.SigmaRatio)], SeriesStyle.Points),
            new PlotSeries("device level", [.. device.Select(row => 100 * row.SigmaRatio)], SeriesStyle.Points, 3),
        ])
        {
            XLabel = "target over Gmax",
            YLabel = "sigma / Gmax, %",
            YLow = 0,
        };
        var mean = new Plot("Mean deviation from the target over Gmax, %", targets,
        [
            new PlotSeries("weight level", [.. weight.Select(row => 100 * (row.MeanRatio - row.TargetRatio))]),
            new PlotSeries("device level", [.. device.Select(row => 100 * (row.MeanRatio - row.TargetRatio))], SeriesStyle.Line, 3),
        ])
        {
            XLabel = "target over Gmax",
            YLabel = "%",
        };
        var pulses = new Plot("Iterated devices by pulses", [.. histogram.Select((_, i) => (double)i)], [new PlotSeries("devices", [.. histogram.Select(count => (double)count)], SeriesStyle.Bars)])
        {
            Categories = [.. histogram.Select((_, i) => i.ToString(CultureInfo.InvariantCulture))],
            YLow = 0,
            YHigh = 1.08 * Math.Max(1, histogram.Max()),
        };
        return
        [
            new StudySection("Spread", "Standard deviation at the first reading. A target of zero is the half-normal floor of a RESET device.", [sigma, mean], [table.ToPage("Programming over the target")]),
            new StudySection(
                "Program-and-verify",
                "Pulses until a device is within the verify margin, of all passes together; those at the highest number of a pass may have stopped without.",
                [pulses],
                [new StudyTable("Iterated devices by pulses, all targets", ["#pulses", "#devices"], [.. histogram.Select((count, i) => (string[])[NumberTable.Cell(i), NumberTable.Cell(count)])])]),
        ];
    }

    /// <summary>Key figures of the study.</summary>
    private sealed record Summary(double WeightDeviation, double DeviceDeviation, double LargestSigma, double MeanPulses, double Converged)
    {
        public static Summary Of(IReadOnlyList<ProgrammingRow> weight, IReadOnlyList<ProgrammingRow> device, long[] histogram)
        {
            long iterated = Math.Max(1, histogram.Sum());
            double pulses = histogram.Select((count, i) => (double)count * i).Sum() / iterated;
            double converged = device.Sum(row => row.Converged * row.PulseHistogram.Sum()) / iterated;
            return new Summary(Deviation(weight), Deviation(device), weight.Max(row => row.SigmaRatio), pulses, converged);
        }

        public Dictionary<string, object?> Figures() => new()
        {
            ["largestSigmaOverGmax"] = LargestSigma,
            ["weightLevelLargestDeviationFromPublished"] = WeightDeviation,
            ["deviceLevelLargestDeviationFromPublished"] = DeviceDeviation,
            ["meanPulses"] = MeanPulses,
            ["convergedShare"] = Converged,
        };

        public KeyFigure[] Cards() =>
        [
            new("Largest sigma / Gmax", StudyText.Percent(LargestSigma), "weight level"),
            new("Weight level", StudyText.Percent(WeightDeviation), "largest distance from the published sigma, of Gmax"),
            new("Device level", StudyText.Percent(DeviceDeviation), "largest distance from the published sigma, of Gmax"),
            new("Pulses", MeanPulses.ToString("0.0", CultureInfo.InvariantCulture), "mean of the iterated devices"),
            new("Converged", StudyText.Percent(Converged), "of the iterated devices"),
        ];

        private static double Deviation(IReadOnlyList<ProgrammingRow> rows) =>
            rows.Where(row => row.TargetRatio > 0).Max(row => Math.Abs(row.SigmaRatio - row.PublishedSigmaRatio));
    }
}
