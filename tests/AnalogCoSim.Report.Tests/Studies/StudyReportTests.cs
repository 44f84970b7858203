using AnalogCoSim.Report.Html;
using AnalogCoSim.Report.Plots;
using AnalogCoSim.Report.Studies;

namespace AnalogCoSim.Report.Tests.Studies;

[TestFixture]
public sealed class StudyReportTests
{
    private const string Attack = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&";

    private static readonly ChartLibrary Library = new("var uPlot=1;", ".uplot{}");

    [Test]
    public void Text_from_outside_is_escaped_everywhere()
    {
        string page = new StudyReport(Library).Write(Page(Attack));
        Assert.That(page, Does.Not.Contain("<img").And.Not.Contain("<script>alert"));
    }

    [Test]
    public void Missing_values_are_null_in_the_data_of_a_plot() =>
        Assert.That(new StudyReport(Library).Write(Page("x")), Does.Contain("\"values\":[1,null]"));

    [Test]
    public void Page_without_chart_library_has_the_tables_only()
    {
        string page = new StudyReport(null).Write(Page("x"));
        Assert.That(page, Does.Contain("<td class=\"number\">42</td>").And.Not.Contain("application/json").And.Not.Contain("data-plot="));
    }

    [Test]
    public void Columns_without_any_value_are_left_out_and_numbers_stay_with_their_units()
    {
        var table = new StudyTable("Rows", ["name", "#time", "empty", "#share", "note"], [["a", "1 h", "–", "–", "x"], ["b", "–", "–", "95.5 %", "2 years"]]);
        string page = new StudyReport(null).Write(new StudyPage("t", "l", "m", "r", [], [new StudySection("s", "t", [], [table])]));
        Assert.That(page, Does.Not.Contain(">empty<"));
        Assert.That(page, Does.Contain("data-label=\"share\">95.5&#160;%</td>").And.Contain(">1&#160;h<").And.Contain(">2 years<"));
    }

    private static StudyPage Page(string text)
    {
        var plot = new Plot(text, [0, 1], [new PlotSeries(text, [1, double.NaN])]) { Categories = [text, text], XLabel = text, YLabel = text };
        var table = new StudyTable(text, [text, "#" + text], [[text, "42"]]);
        return new StudyPage(text, text, text, text, [new KeyFigure(text, text, text)], [new StudySection(text, text, [plot], [table])]);
    }
}
