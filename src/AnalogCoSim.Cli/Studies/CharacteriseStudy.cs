using System.CommandLine;
using System.Globalization;
using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Cli.CommandLine;
using AnalogCoSim.Report.Plots;
using AnalogCoSim.Report.Studies;
using AnalogCoSim.Studies;

namespace AnalogCoSim.Cli.Studies;

/// <summary>Transfer curve, INL and DNL of all converters of a core.</summary>
internal sealed class CharacteriseStudy : IStudy
{
    private const double CurrentStep = 0.5;

    // Khaddam-Aljameh et al., JSSC 2022: the INL of the measured converters is within 1 LSB.
    private const double PublishedInl = 1;

    private static readonly Option<string> Trim = CreateTrim();

    /// <inheritdoc />
    public string Name => "characterise";

    /// <inheritdoc />
    public string Description => "Transfer curve, INL and DNL of the 512 converter paths of a core, from the currents of their code transitions.";

    /// <inheritdoc />
    public IReadOnlyList<Option> Options => [StudyOptions.Core, Trim];

    /// <inheritdoc />
    public IReadOnlyList<StudyArray> Arrays { get; } =
    [
        new("column", "[512]"),
        new("path", "[512], 0 = P, 1 = N"),
        new("gain", "[512], MHz/µA"),
        new("nonlinearity", "[512], 1/µA"),
        new("offset", "[512], MHz"),
        new("levels", "[512], codes up to the current limit"),
        new("transition_current", "[512, codes], µA, NaN above the limit"),
        new("inl", "[512, codes], LSB against the best line"),
        new("dnl", "[512, codes - 1], LSB"),
    ];

    /// <inheritdoc />
    public StudyResult Run(CliSession session, AnalogParameters parameters)
    {
        int core = StudyOptions.Checked(session, StudyOptions.Core);
        bool simulated = session.Get(Trim) == "simulated";
        parameters = parameters with { AdcTrim = simulated ? AdcTrimModel.Simulated : AdcTrimModel.Published };
        IReadOnlyList<ConverterRow> rows = ConverterStudy.Table(parameters, core);
        AdcTransfer[] transfers = [.. rows.Select(row => AdcTransfer.Extract(parameters, core, row.Column, row.Path))];
        var table = new NumberTable(
            ["column", "path", "gain_mhz_per_ua", "nonlinearity_per_ua", "offset_mhz", "levels", "largest_inl_lsb", "largest_dnl_lsb"],
            [.. rows.Select(row => (double[])[row.Column, row.Path, row.GainMegahertzPerMicroAmpere, row.NonlinearityPerMicroAmpere, row.OffsetMegahertz, row.Levels, row.LargestInl, row.LargestDnl])]);
        var arrays = new Dictionary<string, Core.Arrays.NpyArray>
        {
            ["column"] = StudyStimulus.Vector(rows.Select(row => row.Column).ToArray()),
            ["path"] = StudyStimulus.Vector(rows.Select(row => row.Path).ToArray()),
            ["gain"] = StudyStimulus.Vector(rows.Select(row => row.GainMegahertzPerMicroAmpere).ToArray()),
            ["nonlinearity"] = StudyStimulus.Vector(rows.Select(row => row.NonlinearityPerMicroAmpere).ToArray()),
            ["offset"] = StudyStimulus.Vector(rows.Select(row => row.OffsetMegahertz).ToArray()),
            ["levels"] = StudyStimulus.Vector(rows.Select(row => row.Levels).ToArray()),
            ["transition_current"] = StudyStimulus.Matrix([.. transfers.Select(transfer => transfer.CurrentsMicroAmpere)]),
            ["inl"] = StudyStimulus.Matrix([.. transfers.Select(transfer => transfer.Inl)]),
            ["dnl"] = StudyStimulus.Matrix([.. transfers.Select(transfer => transfer.Dnl)]),
        };
        return new StudyResult(table, arrays, Figures(core, rows, simulated), Cards(rows), Sections(parameters, rows, transfers, table));
    }

    private static Option<string> CreateTrim()
    {
        var option = new Option<string>("--trim")
        {
            Description = "simulated: the trim flow is run and leaves some non-linearity; published: gains drawn from the published spread, linear.",
            HelpName = "MODEL",
            DefaultValueFactory = _ => "simulated",
        };
        option.AcceptOnlyFromAmong("simulated", "published");
        return option;
    }

    private static Dictionary<string, object?> Figures(int core, IReadOnlyList<ConverterRow> rows, bool simulated) => new()
    {
        ["core"] = core,
        ["trim"] = simulated ? "simulated" : "published",
        ["converterPaths"] = rows.Count,
        ["meanGainMegahertzPerMicroAmpere"] = Mean(rows),
        ["gainSpreadPercent"] = Spread(rows),
        ["meanLevels"] = rows.Average(row => row.Levels),
        ["largestInl"] = rows.Max(row => row.LargestInl),
        ["publishedInlBound"] = PublishedInl,
        ["inlBoundMet"] = rows.Max(row => row.LargestInl) <= PublishedInl,
        ["pathsBeyondInlBound"] = Beyond(rows),
        ["inlMedian"] = Quantile(rows, 0.5),
        ["inl95Percent"] = Quantile(rows, 0.95),
        ["inl99Percent"] = Quantile(rows, 0.99),
        ["largestDnl"] = rows.Max(row => row.LargestDnl),
    };

    private static KeyFigure[] Cards(IReadOnlyList<ConverterRow> rows) =>
    [
        new("Gain", Text($"{Mean(rows):0.##} MHz/µA"), Text($"spread {Spread(rows):0.##} %; published 35 MHz/µA, 7.09 %")),
        new("Codes", Text($"{rows.Average(row => row.Levels):0}"), "mean up to the current limit"),
        new("Largest INL", Text($"{rows.Max(row => row.LargestInl):0.000} LSB"), InlVerdict(rows)),
        new("Distribution of the INL", Text($"median {Quantile(rows, 0.5):0.00}, 95 % {Quantile(rows, 0.95):0.00}, 99 % {Quantile(rows, 0.99):0.00} LSB"),
            Text($"largest magnitude of each of {rows.Count} paths; {Beyond(rows)} beyond {PublishedInl:0} LSB")),
        new("Largest DNL", Text($"{rows.Max(row => row.LargestDnl):0.000} LSB"), "over all converters"),
    ];

    private static StudySection[] Sections(AnalogParameters parameters, IReadOnlyList<ConverterRow> rows, AdcTransfer[] transfers, NumberTable table)
    {
        double[] currents = [.. Enumerable.Range(0, (int)(Math.Min(parameters.BitLineLimitMicroAmpere, 1000) / CurrentStep) + 1).Select(i => i * CurrentStep)];
        double[][] counts = [.. transfers.Select(transfer => currents.Select(current => (double)CountAt(transfer, current)).ToArray())];
        double[][] inl = [.. transfers.Select(transfer => transfer.Inl)];
        double[][] dnl = [.. transfers.Select(transfer => transfer.Dnl)];
        return
        [
            new StudySection("Transfer", "Count after one full PWM pulse, before the affine correction.", [Envelope("Count against current", currents, counts) with { XLabel = "current, µA", YLabel = "count" }], []),
            new StudySection(
                "Linearity over the code",
                "The envelope spans all converters; converters with a small gain reach fewer codes.",
                [
                    Envelope("INL", Codes(inl), inl) with { XLabel = "code", YLabel = "LSB" },
                    Envelope("DNL", Codes(dnl), dnl) with { XLabel = "code", YLabel = "LSB" },
                ],
                []),
            new StudySection(
                "Each converter",
                "Largest magnitude of each converter path.",
                [Histogram(rows), PerColumn("Largest INL", rows, row => row.LargestInl), PerColumn("Largest DNL", rows, row => row.LargestDnl)],
                [table.ToPage("Converter paths")]),
        ];
    }

    private static int CountAt(AdcTransfer transfer, double current)
    {
        int at = Array.BinarySearch(transfer.CurrentsMicroAmpere, current);
        return at >= 0 ? at + 1 : ~at;
    }

    private static double[] Codes(double[][] curves) => [.. Enumerable.Range(1, curves.Max(curve => curve.Length)).Select(code => (double)code)];

    private static Plot Envelope(string title, double[] x, double[][] curves)
    {
        double[][] at = [.. Enumerable.Range(0, x.Length).Select(i => curves.Where(curve => i < curve.Length).Select(curve => curve[i]).ToArray())];
        return new Plot(title, x,
        [
            new PlotSeries("max", [.. at.Select(values => values.Max())], SeriesStyle.High, PlotSeries.Soft),
            new PlotSeries("min", [.. at.Select(values => values.Min())], SeriesStyle.Low, PlotSeries.Soft),
            new PlotSeries("mean", [.. at.Select(values => values.Average())]),
            new PlotSeries("column 0, P", [.. Enumerable.Range(0, x.Length).Select(i => i < curves[0].Length ? curves[0][i] : double.NaN)], SeriesStyle.Line, 3),
        ]);
    }

    private static Plot PerColumn(string title, IReadOnlyList<ConverterRow> rows, Func<ConverterRow, double> value) => new(
        title,
        [.. rows.Where(row => row.Path == 0).Select(row => (double)row.Column)],
        [
            new PlotSeries("P", [.. rows.Where(row => row.Path == 0).Select(value)], SeriesStyle.Points),
            new PlotSeries("N", [.. rows.Where(row => row.Path == 1).Select(value)], SeriesStyle.Points, 3),
        ])
    {
        XLabel = "column",
        YLabel = "LSB",
        YLow = 0,
    };

    private static double Mean(IReadOnlyList<ConverterRow> rows) => rows.Average(row => row.GainMegahertzPerMicroAmpere);

    private static double Spread(IReadOnlyList<ConverterRow> rows)
    {
        double mean = Mean(rows);
        return 100 * Math.Sqrt(rows.Average(row => Math.Pow(row.GainMegahertzPerMicroAmpere - mean, 2))) / mean;
    }

    private static string InlVerdict(IReadOnlyList<ConverterRow> rows) => Beyond(rows) == 0
        ? "✓ met: published within 1 LSB"
        : Text($"✗ missed: published within 1 LSB, {Beyond(rows)} of {rows.Count} paths are beyond");

    private static int Beyond(IReadOnlyList<ConverterRow> rows) => rows.Count(row => row.LargestInl > PublishedInl);

    private static double Quantile(IReadOnlyList<ConverterRow> rows, double share) => rows.Select(row => row.LargestInl).Order().ElementAt((int)Math.Ceiling(share * rows.Count) - 1);

    private static Plot Histogram(IReadOnlyList<ConverterRow> rows)
    {
        const double Bin = 0.1;
        int bins = (int)(rows.Max(row => row.LargestInl) / Bin) + 1;
        int[] counts = new int[bins];
        foreach (ConverterRow row in rows)
        {
            counts[(int)(row.LargestInl / Bin)]++;
        }

        return new Plot("Converter paths by their largest INL, LSB", [.. Enumerable.Range(0, bins).Select(i => (double)i)], [new PlotSeries("paths", [.. counts.Select(count => (double)count)], SeriesStyle.Bars)])
        {
            Categories = [.. Enumerable.Range(0, bins).Select(i => Text($"{i * Bin:0.0}"))],
            YLow = 0,
            YHigh = 1.08 * counts.Max(),
        };
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
