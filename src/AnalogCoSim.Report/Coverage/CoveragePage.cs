using System.Globalization;
using AnalogCoSim.Coverage.Code;
using AnalogCoSim.Coverage.Reporting;
using AnalogCoSim.Report.Html;

namespace AnalogCoSim.Report.Coverage;

/// <summary>Coverage as one HTML page that opens offline: figures, holes by name, waivers, and every source with its counts.</summary>
public static class CoveragePage
{
    private static readonly string[] Words = ["lines", "branches", "toggles", "bins"];

    /// <summary>Writes the page.</summary>
    /// <param name="report">What was covered.</param>
    /// <param name="sources">The sources.</param>
    /// <param name="repeat">Command line that gives the same again.</param>
    /// <returns>HTML; every text is escaped.</returns>
    public static string Write(CoverageReport report, SourceTree sources, string repeat)
    {
        ArgumentNullException.ThrowIfNull(report);
        var page = new HtmlPage(null, "Coverage");
        int holes = report.Holes.Count();
        page.Heading("Coverage").Element("p", holes == 0 ? "no holes" : Invariant($"{holes} holes"), holes == 0 ? "verdict passed" : "verdict failed").Raw("</div>")
            .Element("p", "Lines, branches and toggles of the RTL, and functional bins, hit by tests and scenarios that passed. What toggles by power-up or within a reset does not count.", "lead")
            .Element("p", Invariant($"{report.Runs.Count} runs, {report.LeftOut.Count} left out"), "meta").Raw("</header>");
        page.OpenCards();
        foreach (ItemKind kind in Enum.GetValues<ItemKind>())
        {
            Figure all = All(report, kind);
            page.Card(Words[(int)kind], all.Text, Invariant($"{all.Covered} of {all.Total}, {all.Waived} waived"));
        }

        page.Body.Raw("</section>");
        Tables(page.Body, report);
        Sources(page.Body, report, sources);
        page.Repeat(repeat);
        return page.ToString();
    }

    /// <summary>One kind over all folders.</summary>
    /// <param name="report">The report.</param>
    /// <param name="kind">The kind.</param>
    /// <returns>The sum.</returns>
    public static Figure All(CoverageReport report, ItemKind kind)
    {
        ArgumentNullException.ThrowIfNull(report);
        Figure[] figures = [.. report.Figures.Where(figure => figure.Kind == kind)];
        return new Figure(string.Empty, kind, figures.Sum(figure => figure.Covered), figures.Sum(figure => figure.Waived), figures.Sum(figure => figure.Total));
    }

    private static void Tables(HtmlBuilder body, CoverageReport report)
    {
        body.Raw("<section>").Element("h2", "Figures").Table("Covered share of what is not waived", ["folder or group", "what", "#covered", "#hit", "#waived", "#holes", "#all"], report.Figures.Select(figure => (string[])
            [figure.Folder, Words[(int)figure.Kind], figure.Text, Number(figure.Covered), Number(figure.Waived), Number(figure.Holes), Number(figure.Total)])).Raw("</section>");
        Listed(body, "Holes", "Not hit, and no waiver says why", ["hole"], [.. HoleList.Of(report.Holes).Select(name => (string[])[name])]);
        Listed(body, "Contradictions", "Illegal or excluded bins that were hit", ["bin", "#count", "reason"],
            [.. report.Functional.Contradictions.Select(bin => (string[])[bin.Name, bin.Count.ToString(CultureInfo.InvariantCulture), bin.Note ?? "–"])]);
        Listed(body, "Values without a bin", "They are neither covered nor a hole", ["point", "#count", "example"],
            [.. report.Functional.Others.Select(bin => (string[])[bin.Name, bin.Count.ToString(CultureInfo.InvariantCulture), bin.Note ?? "–"])]);
        Listed(body, "Stale waivers", "What they excuse was hit", ["waiver", "hit", "#count"],
            [.. report.Stale.Select(pair => (string[])[Path.GetFileName(pair.Waiver.Place), pair.Item.Title, pair.Item.Count.ToString(CultureInfo.InvariantCulture)])]);
        Listed(body, "Waived", "Not hit, for a reason", ["what", "reason"],
            [.. report.Items.Where(item => !item.IsCovered && item.Waiver is not null).GroupBy(item => item.Waiver!.Reason).Select(group => (string[])[string.Join("; ", HoleList.Of(group)), group.Key])]);
        Listed(body, "Bins", "Functional coverage", ["bin", "kind", "#count"],
            [.. report.Functional.Bins.Select(bin => (string[])[bin.Name, bin.Kind.ToString().ToLowerInvariant(), bin.Count.ToString(CultureInfo.InvariantCulture)])]);
        Listed(body, "Runs left out", "Their counts show nothing of the sources as they are", ["run", "why"], [.. report.LeftOut.Select(pair => (string[])[pair.Run.Name, pair.Why])]);
    }

    private static void Listed(HtmlBuilder body, string title, string caption, string[] headers, string[][] rows)
    {
        if (rows.Length > 0)
        {
            body.Raw("<section>").Element("h2", title).Raw("<details><summary>").Text(Invariant($"{rows.Length}")).Raw("</summary>").Table(caption, headers, rows).Raw("</details></section>");
        }
    }

    private static void Sources(HtmlBuilder body, CoverageReport report, SourceTree sources)
    {
        body.Raw("<section>").Element("h2", "Sources").Element("p", "Count, mark and line: ! has a hole, ~ is waived.", "note");
        foreach (AnnotatedSource source in AnnotatedSource.Of(report, sources))
        {
            int open = source.Lines.Count(line => line.IsHole);
            body.Raw("<details><summary>").Text(open == 0 ? source.File : Invariant($"{source.File}: {open} lines with holes")).Raw("</summary><pre tabindex=\"0\">");
            foreach (string line in source.ToString().Split('\n'))
            {
                bool hole = line.Length > 13 && line[13] == '!';
                body.Raw(hole ? "<span style=\"background:var(--bad-ground)\">" : string.Empty).Text(line).Raw(hole ? "</span>\n" : "\n");
            }

            body.Raw("</pre></details>");
        }

        body.Raw("</section>");
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
