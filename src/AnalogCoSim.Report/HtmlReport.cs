using System.Globalization;
using AnalogCoSim.Bench.Running;
using AnalogCoSim.Chip.Performance;
using AnalogCoSim.Report.Html;
using AnalogCoSim.Report.Studies;

namespace AnalogCoSim.Report;

/// <summary>A result as one HTML page that opens offline: everything it needs is inside.</summary>
/// <param name="charts">Chart library; null for tables only.</param>
public sealed class HtmlReport(ChartLibrary? charts) : IResultWriter
{
    private const int ImagesShown = 200;

    /// <summary>A report with the chart library that is found.</summary>
    public HtmlReport()
        : this(ChartLibrary.Find())
    {
    }

    /// <inheritdoc />
    public string FileName => "report.html";

    /// <inheritdoc />
    public string Write(ScenarioResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var page = new HtmlPage(charts, $"{result.Scenario}: {Verdict(result)}");
        Header(page, result);
        Error(page.Body, result);
        Cards(page, result);
        page.Repeat(result.Repeat);
        Expectations(page.Body, result);
        Layers(page, result);
        LinkSection.Add(page.Body, result);
        ExercisedSection.Add(page.Body, result.Exercised);
        Published(page.Body, result);
        Time(page.Body, result);
        ActivitySection.Add(page.Body, result.Activity);
        Images(page, result);
        Details(page.Body, result);
        return page.ToString();
    }

    private static string Verdict(ScenarioResult result) => result.Passed ? "passed" : "failed";

    private static string VerdictText(ScenarioResult result) => result.Verdict switch
    {
        RunVerdict.Met => "✓ passed",
        RunVerdict.MetInPart => "✓ passed in part",
        RunVerdict.NotCompared => "– not compared",
        _ => "✗ failed",
    };

    private static string Number(double value, string format = "0.##") => value.ToString(format, CultureInfo.InvariantCulture);

    private static string Count(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    // An accuracy says little without them.
    private static string Note(ScenarioResult result) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Judged(result)}{(result.AccuracyInterval is { } interval ? $", 95 % interval {interval.Low:0.0} to {interval.High:0.0} %" : string.Empty)}; {result.DeviceModel}");

    private static string Judged(ScenarioResult result) => result.Images == 0 ? "the run failed in its first image" : $"{result.Correct} of {result.Images} images";

    private static void Header(HtmlPage page, ScenarioResult result)
    {
        page.Heading(result.Scenario)
            .Element("p", VerdictText(result), $"verdict {Verdict(result)}").Raw("</div>")
            .Element("p", result.Description, "lead")
            .Element(
                "p",
                $"{result.Network} on {result.Data} · engine {result.Engine} · seed {result.Seed} · {result.Started.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)}",
                "meta")
            .Raw("</header>");
        foreach (string notice in result.Notices)
        {
            page.Body.Element("p", $"Notice: {notice}", "meta");
        }
    }

    private static void Error(HtmlBuilder html, ScenarioResult result)
    {
        if (result.Error is not { } error)
        {
            return;
        }

        html.Raw("<section class=\"error\" role=\"alert\"><h2>").Text($"{error.Code} {error.Message}").Raw("</h2><dl>");
        foreach ((string name, string? value) in new[] { ("where", error.Where), ("expected", error.Expected), ("actual", error.Actual), ("repeat", error.Remedy) })
        {
            html.Element("dt", name).Raw("<dd><pre>").Text(value).Raw("</pre></dd>");
        }

        html.Raw("</dl></section>");
    }

    private static void Cards(HtmlPage page, ScenarioResult result)
    {
        page.OpenCards();
        page.Card("Accuracy", result.Accuracy is { } judged ? $"{Number(judged)} %" : "not judged", Note(result));
        if (result.FloatAccuracy is { } accuracy)
        {
            page.Card("Floating point", $"{Number(accuracy)} %", $"same class on {result.FloatAgreement} of {result.Images} images");
        }

        if (result.Mismatches is { } mismatches)
        {
            page.Card("Mismatches", Count(mismatches),
                $"in {Count(result.LdpuOutputsCompared)} LDPU outputs and {Count(result.InputsCompared)} inputs; ADC counts: {(result.CountsCompared > 0 ? $"{Count(result.CountsCompared)} compared" : "shared, not compared")}");
        }

        if (result.Cycles > 0 && result.Images > 0)
        {
            string time = result.MicrosecondsPerImage is { } us ? $"{Number(us, "0.#")} µs at {Number(PerformanceSummary.DigitalClockMegahertz, "0.#")} MHz" : string.Empty;
            page.Card("Clocks an image", Count((long)(result.Cycles / (ulong)result.Images)), time);
        }

        if (result.MicrojoulePerImage is { } energy)
        {
            page.Card("Energy an image", $"{Number(energy, "0.#")} µJ", "model, see EnergyModel");
        }

        page.Card("MVMs", Count(result.Mvms), $"on {result.Cores} cores, {Number(result.UtilisationPercent, "0.#")} % of whose cells hold weights");
        if (result.Cost is { } cost)
        {
            page.Card("Tiles awake", $"{Number(100 * cost.WakeFraction, "0.0")} %", $"{Number(cost.Parts[^1].NanosecondsPerCycle, "0")} ns per clock in all");
        }

        page.Card("Images a second", Number(result.ImagesPerSecond), $"{Number(result.WallSeconds)} s in all, {result.Threads} threads");
        page.Body.Raw("</section>");
    }

    private static void Expectations(HtmlBuilder html, ScenarioResult result)
    {
        if (result.Expectations.Count > 0)
        {
            html.Raw("<section><h2>Expectations</h2>")
                .Table("What the scenario expects", ["expectation", "expected", "actual", "met"], result.Expectations.Select(e => (string[])[e.Name, e.Expected, e.Actual, e.Met ? "✓ yes" : e.Missed ? "✗ no" : "– not compared"]))
                .Raw("</section>");
        }
    }

    private static void Layers(HtmlPage page, ScenarioResult result)
    {
        page.Body.Raw("<section><h2>Layers</h2>");
        page.Add(ScenarioPlots.Layers(result));
        page.Body
            .Table(
                "Steps of the chip program",
                ["layer", "kind", "cores", "#MVMs", "#cells used", "#clocks per image", "#energy per image", "#counts held", "#mismatches"],
                result.PerLayer.Select(layer => (string[])
                [
                    layer.Name,
                    layer.Kind,
                    layer.Cores.Count == 0 ? "host" : string.Join(" ", layer.Cores),
                    Count(layer.Mvms),
                    layer.UtilisationPercent is { } used ? $"{Number(used, "0.0")} %" : "–",
                    layer.CyclesPerImage is { } cycles ? Count((long)Math.Round(cycles)) : "–",
                    layer.MicrojoulePerImage is { } energy ? $"{Number(energy, "0.00")} µJ" : "–",
                    Count(layer.CountsSaturated),
                    layer.Mismatches is { } mismatches ? Count(mismatches) : "–",
                ]))
            .Raw("</section>");
    }

    private static void Published(HtmlBuilder html, ScenarioResult result)
    {
        if (result.Published.Count > 0)
        {
            StudyTable table = PublishedSection.Table(result.Published);
            html.Raw("<section>").Element("h2", PublishedSection.Title).Element("p", PublishedSection.Text, "note").Table(table.Caption, table.Headers, table.Rows).Raw("</section>");
        }
    }

    private static void Time(HtmlBuilder html, ScenarioResult result)
    {
        // Slices too thin to matter are one line.
        TimePart[] slices = [.. result.TimeBudget.Where(slice => slice.Seconds >= 0.01).OrderByDescending(slice => slice.Seconds)];
        slices = [.. slices, new TimePart("everything else", Math.Max(0, result.TimeBudget.Sum(slice => slice.Seconds) - slices.Sum(slice => slice.Seconds)))];
        double all = Math.Max(1e-9, result.TimeBudget.Sum(slice => slice.Seconds));
        html.Raw("<section><h2>Where the time went</h2><div class=\"bar\" aria-hidden=\"true\">");
        for (int i = 0; i < slices.Length; i++)
        {
            html.Raw(string.Create(CultureInfo.InvariantCulture, $"<span class=\"s{i % HtmlBuilder.Colours}\" style=\"flex-grow:{slices[i].Seconds / all:0.#####}\" title=\"")).Text(slices[i].Name).Raw("\"></span>");
        }

        html.Raw("</div>").Table("Time budget, summed over threads", ["work", "#seconds", "#share"], slices.Select(slice => (string[])[slice.Name, Number(slice.Seconds, "0.000"), $"{Number(100 * slice.Seconds / all, "0.0")} %"]),
            coloured: true);
        if (result.Cost is { } cost)
        {
            html.Table(
                $"The same for each unit of work: {Count((long)cost.Cycles)} clocks, {Count((long)cost.Mvms)} MVMs of a core, {Count((long)cost.TileEvaluations)} tile evaluations",
                ["work", "#ns per clock", "#ns per MVM", "#ns per tile evaluation"],
                cost.Parts.Select(part => (string[])[part.Name, Number(part.NanosecondsPerCycle, "0.0"), Number(part.NanosecondsPerMvm, "0"), Number(part.NanosecondsPerTileEvaluation, "0.0")]));
        }

        html.Raw("</section>");
    }

    private static void Images(HtmlPage page, ScenarioResult result)
    {
        page.Body.Raw("<section><h2>Images</h2>");
        page.Add(ScenarioPlots.Accuracy(result));
        page.Body.Raw($"<details><summary>{Math.Min(ImagesShown, result.PerImage.Count)} of {result.PerImage.Count} images</summary>")
            .Table(
                "Results of single images; all of them are in results.jsonl",
                ["image", "#label", "#chip", "#float", "right", "#clocks", "digest"],
                result.PerImage.Take(ImagesShown).Select(image => (string[])
                [
                    image.Image.ToString(CultureInfo.InvariantCulture),
                    image.Label.ToString(CultureInfo.InvariantCulture),
                    image.Prediction.ToString(CultureInfo.InvariantCulture),
                    image.FloatPrediction?.ToString(CultureInfo.InvariantCulture) ?? "–",
                    image.Prediction == image.Label ? "✓" : "✗",
                    Count((long)image.Cycles),
                    image.Digest,
                ]))
            .Raw("</details></section>");
    }

    private static void Details(HtmlBuilder html, ScenarioResult result)
    {
        html.Raw("<section class=\"columns\"><div><h2>Chip</h2>")
            .Table("Analog parameters that differ from the defaults", ["parameter", "value"], result.Chip.Select(pair => (string[])[pair.Key, pair.Value]))
            .Raw("</div><div><h2>Versions</h2>")
            .Table("What ran", ["part", "version"], result.Versions.Select(pair => (string[])[pair.Key, pair.Value]).Append(["digest", result.Digest]))
            .Raw("</div></section>");
    }
}
