using System.Globalization;
using AnalogCoSim.Report.Html;
using AnalogCoSim.Report.Plots;

namespace AnalogCoSim.Report.Studies;

/// <summary>A study as one HTML page that opens offline: plots if the chart library is there, tables always.</summary>
/// <param name="charts">Chart library; null for tables only.</param>
public sealed class StudyReport(ChartLibrary? charts)
{
    private const int RowsShown = 40;

    /// <summary>A report with the chart library that is found.</summary>
    public StudyReport()
        : this(ChartLibrary.Find())
    {
    }

    /// <summary>Writes the page.</summary>
    /// <param name="study">What stands on it.</param>
    /// <returns>HTML; every text is escaped.</returns>
    public string Write(StudyPage study)
    {
        ArgumentNullException.ThrowIfNull(study);
        var page = new HtmlPage(charts, study.Title);
        page.Heading(study.Title).Raw("</div>").Element("p", study.Lead, "lead").Element("p", study.Meta, "meta").Raw("</header>");
        page.OpenCards();
        foreach (KeyFigure figure in study.Figures)
        {
            page.Card(figure.Name, figure.Value, figure.Note);
        }

        page.Body.Raw("</section>");
        foreach (StudySection section in study.Sections)
        {
            Section(page, section);
        }

        page.Repeat(study.Repeat);
        return page.ToString();
    }

    private static void Section(HtmlPage page, StudySection section)
    {
        page.Body.Raw("<section>").Element("h2", section.Title).Element("p", section.Text, "note");
        foreach (Plot plot in section.Plots)
        {
            page.Add(plot);
        }

        foreach (StudyTable table in section.Tables)
        {
            bool folded = table.Rows.Count > RowsShown;
            page.Body.Raw(folded ? string.Create(CultureInfo.InvariantCulture, $"<details><summary>{table.Rows.Count} rows</summary>") : string.Empty)
                .Table(table.Caption, table.Headers, table.Rows)
                .Raw(folded ? "</details>" : string.Empty);
        }

        page.Body.Raw("</section>");
    }
}
