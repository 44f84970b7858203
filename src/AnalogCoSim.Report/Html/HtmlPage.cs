using System.Globalization;
using System.Reflection;
using AnalogCoSim.Report.Plots;

namespace AnalogCoSim.Report.Html;

/// <summary>The shell of every page: head, style, the parts that all pages have, plots and their data; opens offline.</summary>
/// <param name="charts">Chart library; null for tables only.</param>
/// <param name="title">Title of the window.</param>
internal sealed class HtmlPage(ChartLibrary? charts, string title)
{
    private readonly List<Plot> _plots = [];

    /// <summary>What stands in the page.</summary>
    public HtmlBuilder Body { get; } = new();

    /// <summary>Opens the heading; the caller may add to the line before it adds the rest.</summary>
    public HtmlBuilder Heading(string text) => Body.Raw("<header><div class=\"title\">").Element("h1", text);

    /// <summary>Adds a figure to a section of cards.</summary>
    public void Card(string name, string value, string note) =>
        Body.Raw("<div class=\"card\">").Element("p", name, "name").Element("p", value, "value").Element("p", note, "note").Raw("</div>");

    /// <summary>Opens the section of cards; close it with <c>section</c>.</summary>
    public void OpenCards() => Body.Raw("<section class=\"cards\" aria-label=\"Key figures\">");

    /// <summary>Adds the command line that gives this page again.</summary>
    public void Repeat(string command) =>
        Body.Raw("<section class=\"repeat\"><h2>Repeat this run</h2><div class=\"command\"><pre id=\"repeat\" tabindex=\"0\">").Text(command)
            .Raw("</pre><button type=\"button\" id=\"copy\" hidden>Copy</button></div></section>");

    /// <summary>Adds a plot; nothing without a chart library.</summary>
    public void Add(Plot? plot)
    {
        if (plot is not null && charts is not null)
        {
            Body.Raw(string.Create(CultureInfo.InvariantCulture, $"<div class=\"chart\" data-plot=\"{_plots.Count}\" role=\"img\" aria-label=\"")).Text(plot.Title).Raw("\"></div>");
            _plots.Add(plot);
        }
    }

    /// <summary>The whole page.</summary>
    public override string ToString()
    {
        var html = new HtmlBuilder();
        html.Raw("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
            .Raw("<meta name=\"color-scheme\" content=\"light dark\"><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:\">")
            .Element("title", title)
            .Raw($"<style>{charts?.Style}\n{Resource("report.css")}</style></head><body><main>")
            .Raw(Body.ToString())
            .Raw("</main>");
        if (charts is not null)
        {
            html.Raw($"<script type=\"application/json\" id=\"data\">{PlotJson.Of(_plots)}</script><script>{charts.Script}</script>");
        }

        return html.Raw($"<script>{Resource("report.js")}</script></body></html>\n").ToString();
    }

    private static string Resource(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
