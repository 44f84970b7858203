using System.CommandLine;
using AnalogCoSim.Analog.Operation;
using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Cli.CommandLine;
using AnalogCoSim.Core.Arrays;
using AnalogCoSim.Report.Plots;
using AnalogCoSim.Report.Studies;
using AnalogCoSim.Studies;

namespace AnalogCoSim.Cli.Studies;

/// <summary>Relative weight error over time, with and without compensation.</summary>
internal sealed class DriftOverTimeStudy : IStudy
{
    private const double Hour = 3600;
    private const double Day = 24 * Hour;

    // A logarithmic axis has no zero.
    private const double ZeroDrawnAt = 1;

    private static readonly double[] Times = [0, 3, 10, 30, 100, 300, 1000, Hour, 3 * Hour, 10 * Hour, Day, 3 * Day, 10 * Day, 30 * Day, 100 * Day, 365 * Day, 3650 * Day];

    /// <inheritdoc />
    public string Name => "drift";

    /// <inheritdoc />
    public string Description =>
        "Relative error of the weights (programming, drift, one sample of read noise; no converters) from the first reading to ten years, without compensation, with one factor for the core and with one for each column.";

    /// <inheritdoc />
    public IReadOnlyList<Option> Options => [StudyOptions.Core, StudyOptions.Preset, StudyOptions.Devices, StudyOptions.Gmax, StudyOptions.AimSeconds, StudyOptions.Passes];

    /// <inheritdoc />
    public IReadOnlyList<StudyArray> Arrays { get; } =
    [
        new("seconds", "[17], s since the first reading"),
        new("uncompensated", "[17]"),
        new("global", "[17], one factor for the core"),
        new("per_column", "[17]"),
        new("reference_seconds", "[0 or 5], times of the reference values"),
        new("reference_global", "[0 or 5]"),
        new("reference_uncompensated", "[0 or 5], NaN where there is none"),
        new("weights", "[256, 256], float32"),
    ];

    /// <inheritdoc />
    public StudyResult Run(CliSession session, AnalogParameters parameters)
    {
        int core = StudyOptions.Checked(session, StudyOptions.Core);
        CoreWeights weights = StudyStimulus.Weights(parameters, core);
        IReadOnlyList<DriftRow> rows = DriftStudy.Run(parameters, core, weights, Times);
        IReadOnlyList<DriftReference> reference = DriftReference.For(parameters);
        var table = new NumberTable(
            ["seconds", "uncompensated", "global", "per_column", "reference_global", "reference_uncompensated"],
            [.. rows.Select(row => (double[])[row.Seconds, row.Uncompensated, row.Global, row.PerColumn, At(reference, row.Seconds)?.Compensated ?? double.NaN, At(reference, row.Seconds)?.Uncompensated ?? double.NaN])]);
        var arrays = new Dictionary<string, NpyArray>
        {
            ["seconds"] = StudyStimulus.Vector(Times),
            ["uncompensated"] = StudyStimulus.Vector(rows.Select(row => row.Uncompensated).ToArray()),
            ["global"] = StudyStimulus.Vector(rows.Select(row => row.Global).ToArray()),
            ["per_column"] = StudyStimulus.Vector(rows.Select(row => row.PerColumn).ToArray()),
            ["reference_seconds"] = StudyStimulus.Vector(reference.Select(value => value.Seconds).ToArray()),
            ["reference_global"] = StudyStimulus.Vector(reference.Select(value => value.Compensated).ToArray()),
            ["reference_uncompensated"] = StudyStimulus.Vector(reference.Select(value => value.Uncompensated).ToArray()),
            ["weights"] = new(weights.Weights, [AnalogGeometry.Rows, AnalogGeometry.Columns]),
        };
        double distance = rows.Where(row => At(reference, row.Seconds) is not null).Select(row => Math.Abs(row.Global - At(reference, row.Seconds)!.Compensated)).DefaultIfEmpty(double.NaN).Max();
        return new StudyResult(table, arrays, Figures(core, rows, distance), Cards(rows, distance), [Section(rows, reference, table)]);
    }

    private static DriftReference? At(IReadOnlyList<DriftReference> reference, double seconds) => reference.FirstOrDefault(value => value.Seconds == seconds);

    private static Dictionary<string, object?> Figures(int core, IReadOnlyList<DriftRow> rows, double distance) => new()
    {
        ["core"] = core,
        ["errorAtFirstReading"] = rows[0].Global,
        ["errorAfterDay"] = Row(rows, Day).Global,
        ["errorAfterDayUncompensated"] = Row(rows, Day).Uncompensated,
        ["errorAfterYear"] = Row(rows, 365 * Day).Global,
        ["largestDistanceFromReference"] = double.IsNaN(distance) ? null : distance,
    };

    private static KeyFigure[] Cards(IReadOnlyList<DriftRow> rows, double distance) =>
    [
        new("First reading", StudyText.Percent(rows[0].Global), "relative weight error"),
        new("After a day", StudyText.Percent(Row(rows, Day).Global), $"without compensation {StudyText.Percent(Row(rows, Day).Uncompensated)}"),
        new("After a year", StudyText.Percent(Row(rows, 365 * Day).Global), $"without compensation {StudyText.Percent(Row(rows, 365 * Day).Uncompensated)}"),
        new("From the reference", double.IsNaN(distance) ? "–" : $"{StudyText.Percent(distance)[..^2]} points", "largest distance, with one factor for the core"),
    ];

    private static DriftRow Row(IReadOnlyList<DriftRow> rows, double seconds) => rows.First(row => row.Seconds == seconds);

    private static StudySection Section(IReadOnlyList<DriftRow> rows, IReadOnlyList<DriftReference> reference, NumberTable table)
    {
        List<PlotSeries> series =
        [
            new("no compensation", [.. rows.Select(row => 100 * row.Uncompensated)], SeriesStyle.Line, PlotSeries.Soft),
            new("one factor for the core", [.. rows.Select(row => 100 * row.Global)]),
            new("one factor for each column", [.. rows.Select(row => 100 * row.PerColumn)], SeriesStyle.Dashed, 3),
        ];
        if (reference.Count > 0)
        {
            series.Add(new PlotSeries("reference, one factor", [.. rows.Select(row => 100 * (At(reference, row.Seconds)?.Compensated ?? double.NaN))], SeriesStyle.Points));
            series.Add(new PlotSeries("reference, none", [.. rows.Select(row => 100 * (At(reference, row.Seconds)?.Uncompensated ?? double.NaN))], SeriesStyle.Points, PlotSeries.Soft));
        }

        var plot = new Plot("Relative weight error, %", [.. rows.Select(row => Math.Max(ZeroDrawnAt, row.Seconds))], series) { XLabel = "s since the first reading (0 drawn at 1)", YLabel = "%", LogX = true, YLow = 0 };
        string note = reference.Count > 0
            ? "Points: Monte-Carlo of the published device model (IBM aihwkit 1.1.0) on weights of the same kind; 0.2 points of sampling error."
            : "The reference values hold for a largest weight at the preset's Gmax and a single pass of programming at targets that aim at no later time, and are left out.";
        return new StudySection("Error over time", note, [plot], [table.ToPage("Relative weight error")]);
    }
}
