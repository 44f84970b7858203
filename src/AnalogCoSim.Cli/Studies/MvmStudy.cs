using System.CommandLine;
using System.Globalization;
using AnalogCoSim.Analog;
using AnalogCoSim.Analog.Operation;
using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Cli.CommandLine;
using AnalogCoSim.Core.Arrays;
using AnalogCoSim.Report.Plots;
using AnalogCoSim.Report.Studies;
using AnalogCoSim.Studies;

namespace AnalogCoSim.Cli.Studies;

/// <summary>Error of matrix-vector products of several cores, split into a linear and a residual part.</summary>
internal sealed class MvmStudy : IStudy
{
    private static readonly Option<string> Read = CreateRead();
    private static readonly Option<double?> DriftSeconds = new("--drift-seconds") { Description = "Time since programming; s (default: directly after).", HelpName = "S" };

    /// <inheritdoc />
    public string Name => "mvm";

    /// <inheritdoc />
    public string Description =>
        "Error of 2,048 matrix-vector products of each core (uniform weights and inputs, 30 % zeros, INT8 outputs): total, the part a least-squares matrix explains, and the rest; and the bits of the weights that would have the same error.";

    /// <inheritdoc />
    public IReadOnlyList<Option> Options => [StudyOptions.Cores, Read, DriftSeconds, StudyOptions.Preset, StudyOptions.Devices, StudyOptions.Gmax, StudyOptions.ReadVoltage];

    /// <inheritdoc />
    public IReadOnlyList<StudyArray> Arrays { get; } =
    [
        new("core", "[cores]"),
        new("total", "[cores], relative error"),
        new("linear", "[cores]"),
        new("residual", "[cores]"),
        new("effective_weight_bits", "[cores]"),
        new("saturated_counts", "[cores], counts held at 4095"),
        new("limited_columns", "[cores], phases of a column at the current limit"),
        new("weights", "[cores, 256, 256], float32"),
    ];

    /// <inheritdoc />
    public StudyResult Run(CliSession session, AnalogParameters parameters)
    {
        int cores = StudyOptions.Checked(session, StudyOptions.Cores);
        ReadMode mode = session.Get(Read) == "1-phase" ? ReadMode.OnePhase : ReadMode.FourPhase;
        parameters = parameters with { DriftTimeSeconds = session.Get(DriftSeconds), ReadMode = mode };
        parameters.Validate();
        CoreWeights[] weights = [.. Enumerable.Range(0, cores).Select(core => StudyStimulus.Weights(parameters, core))];
        var reports = new MvmErrorReport[cores];
        for (int core = 0; core < cores; core++)
        {
            session.Cancellation.ThrowIfCancellationRequested();
            reports[core] = MvmErrorStudy.Run(AnalogMacro.Program(parameters, core, weights[core]), mode, seed: parameters.Seed);
        }

        var table = new NumberTable(
            ["core", "total", "linear", "residual", "effective_weight_bits", "saturated_counts", "limited_columns"],
            [.. reports.Select((report, core) => (double[])[core, report.Total, report.Linear, report.Residual, report.EffectiveWeightBits, report.SaturatedCounts, report.LimitedColumns])]);
        return new StudyResult(table, Raw(reports, weights), Figures(reports, mode), Cards(reports), Sections(reports, weights[0], table));
    }

    private static Option<string> CreateRead()
    {
        var option = new Option<string>("--read") { Description = "4-phase or 1-phase.", HelpName = "MODE", DefaultValueFactory = _ => "4-phase" };
        option.AcceptOnlyFromAmong("4-phase", "1-phase");
        return option;
    }

    private static Dictionary<string, NpyArray> Raw(MvmErrorReport[] reports, CoreWeights[] weights) => new()
    {
        ["core"] = StudyStimulus.Vector(Enumerable.Range(0, reports.Length).ToArray()),
        ["total"] = StudyStimulus.Vector(reports.Select(report => report.Total).ToArray()),
        ["linear"] = StudyStimulus.Vector(reports.Select(report => report.Linear).ToArray()),
        ["residual"] = StudyStimulus.Vector(reports.Select(report => report.Residual).ToArray()),
        ["effective_weight_bits"] = StudyStimulus.Vector(reports.Select(report => report.EffectiveWeightBits).ToArray()),
        ["saturated_counts"] = StudyStimulus.Vector(reports.Select(report => report.SaturatedCounts).ToArray()),
        ["limited_columns"] = StudyStimulus.Vector(reports.Select(report => report.LimitedColumns).ToArray()),
        ["weights"] = new(weights.SelectMany(core => core.Weights).ToArray(), [weights.Length, AnalogGeometry.Rows, AnalogGeometry.Columns]),
    };

    private static Dictionary<string, object?> Figures(MvmErrorReport[] reports, ReadMode mode) => new()
    {
        ["cores"] = reports.Length,
        ["read"] = mode == ReadMode.FourPhase ? "4-phase" : "1-phase",
        ["meanTotal"] = reports.Average(report => report.Total),
        ["meanLinear"] = reports.Average(report => report.Linear),
        ["meanResidual"] = reports.Average(report => report.Residual),
        ["meanEffectiveWeightBits"] = reports.Average(report => report.EffectiveWeightBits),
        ["saturatedCounts"] = reports.Sum(report => report.SaturatedCounts),
        ["limitedColumns"] = reports.Sum(report => report.LimitedColumns),
    };

    private static KeyFigure[] Cards(MvmErrorReport[] reports) =>
    [
        new("Total error", StudyText.Percent(reports.Average(report => report.Total)), "mean of the cores"),
        new("Linear", StudyText.Percent(reports.Average(report => report.Linear)), "explained by other weights"),
        new("Residual", StudyText.Percent(reports.Average(report => report.Residual)), "noise and non-linearity"),
        new("Effective bits", reports.Average(report => report.EffectiveWeightBits).ToString("0.00", CultureInfo.InvariantCulture), "published: one device close to 3, two devices 3 to 4"),
        new("Counts held", reports.Sum(report => report.SaturatedCounts).ToString("#,0", CultureInfo.InvariantCulture), "at 4095"),
        new("Current limit", reports.Sum(report => report.LimitedColumns).ToString("#,0", CultureInfo.InvariantCulture), "phases of a column"),
    ];

    private static StudySection[] Sections(MvmErrorReport[] reports, CoreWeights weights, NumberTable table)
    {
        double[] cores = [.. reports.Select((_, core) => (double)core)];
        List<PlotSeries> errors = [Points("total", reports, report => 100 * report.Total, 0), Points("linear", reports, report => 100 * report.Linear, 2), Points("residual", reports, report => 100 * report.Residual, 3)];
        errors.AddRange(((int[])[3, 4]).Select(bits => new PlotSeries($"{bits}-bit weights", Level(cores, 100 * WeightQuantiser.RelativeError(weights, bits)), SeriesStyle.Dashed, PlotSeries.Soft)));
        string[] names = [.. cores.Select(core => $"core {core}")];
        return
        [
            new StudySection(
                "Error of each core",
                "Relative to the ideal products. Dashed: error of ideal weights rounded to as many bits.",
                [new Plot("Relative error, %", cores, errors) { Categories = names, YLabel = "%", YLow = 0 }],
                [table.ToPage("Cores")]),
            new StudySection(
                "Effective weight bits",
                "Bits of the uniform weight quantiser with the same total error.",
                [new Plot("Effective weight bits", cores,
                    [Points("bits", reports, report => report.EffectiveWeightBits, 0), new PlotSeries("3 bits", Level(cores, 3), SeriesStyle.Dashed, PlotSeries.Soft),
                    new PlotSeries("4 bits", Level(cores, 4), SeriesStyle.Dashed, PlotSeries.Soft)]) { Categories = names, YLow = 2, YHigh = Math.Max(5, reports.Max(report => report.EffectiveWeightBits) + 0.5) }],
                []),
        ];
    }

    private static PlotSeries Points(string label, MvmErrorReport[] reports, Func<MvmErrorReport, double> value, int colour) => new(label, [.. reports.Select(value)], SeriesStyle.Points, colour);

    private static double[] Level(double[] cores, double value) => [.. cores.Select(_ => value)];
}
