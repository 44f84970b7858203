using System.Text.Json;
using AnalogCoSim.Bench.Coverage;
using AnalogCoSim.Bench.Tests.Support;
using AnalogCoSim.Report.Html;
using AnalogCoSim.Report.Plots;
using AnalogCoSim.Report.Studies;
using AnalogCoSim.Report.Tests.Support;

namespace AnalogCoSim.Report.Tests;

/// <summary>What script and style of a page do in a browser.</summary>
[TestFixture]
[CancelAfter(120_000)]
public sealed class PageInBrowserTests
{
    [Test]
    public void Tables_sort_by_number_time_and_text_and_say_so_and_what_has_no_value_stays_last()
    {
        string[][] rows = [["b10", "1,200", "1 h", "–"], ["b9", "–", "30 s", "2.5 ± 0.1"], ["a", "95.5 %", "1 d", "-3"]];
        var table = new StudyTable("Rows", ["name", "#count", "#time", "#mean"], rows);
        string page = new StudyReport(null).Write(new StudyPage("t", "l", "m", "r", [], [new StudySection("s", "t", [], [table])]));

        JsonElement seen = Browser.Evaluate(page, 900, """
            [[1, 1], [1, 2], [2, 1], [3, 2], [0, 1]].map(([column, clicks]) => {
                const heads = [...document.querySelectorAll('thead th')];
                heads.forEach(head => head.removeAttribute('aria-sort'));
                const button = heads[column].querySelector('button');
                for (let i = 0; i < clicks; i++) button.click();
                const sorted = heads.map(head => head.getAttribute('aria-sort') ?? '').join(',');
                return button.tabIndex + ' ' + sorted + ' ' + [...document.querySelectorAll('tbody tr')].map(row => row.cells[0].textContent).join(' ');
            })
            """);

        Assert.That(seen.EnumerateArray().Select(one => one.GetString()), Is.EqualTo(new[]
        {
            "0 ,descending,, b10 a b9",
            "0 ,ascending,, a b10 b9",
            "0 ,,descending, a b10 b9",
            "0 ,,,ascending a b9 b10",
            "0 ascending,,, a b9 b10",
        }));
    }

    [TestCase(360)]
    [TestCase(400)]
    [TestCase(800)]
    [TestCase(1200)]
    public void Page_fits_its_window_and_no_column_is_cut(int width)
    {
        string page = new HtmlReport().Write(SampleResult.Passed with { Links = [new LinkTraffic(2, "E1", 3, 24 * 64, 24 * 64 * 34), new LinkTraffic(8, "Host", null, 24, 288)] });

        JsonElement seen = Browser.Evaluate(page, width, """
            (document.querySelectorAll('details').forEach(one => { one.open = true; }),
            [...document.querySelectorAll('html, section, .scroll, .card')].filter(box => box.scrollWidth > box.clientWidth + 1)
                .map(box => box.tagName + ' ' + box.className + ' ' + (box.getAttribute('aria-label') ?? box.textContent.slice(0, 40))))
            """);

        Assert.That(seen.EnumerateArray().Select(one => one.GetString()), Is.Empty);
    }

    [Test]
    public void Legend_has_names_only_without_ends_of_intervals_and_bars_stand_on_the_means()
    {
        if (ChartLibrary.Find() is not { } library)
        {
            Assert.Ignore("The chart library was not fetched.");
            return;
        }

        PlotSeries[] series = [new("95 % high", [92, 94], SeriesStyle.BarHigh, PlotSeries.Soft), new("95 % low", [88, 90], SeriesStyle.BarLow, PlotSeries.Soft), new("mean", [90, 92], SeriesStyle.Points),
            new("float", [93, 93], SeriesStyle.Dashed)];
        var plot = new Plot("Accuracy", [0, 1], series) { Categories = ["one", "two"], YLabel = "%" };
        string page = new StudyReport(library).Write(new StudyPage("t", "l", "m", "r", [], [new StudySection("s", "t", [plot], [])]));

        JsonElement seen = Browser.Evaluate(page, 900, """
            (() => {
                const legend = [...document.querySelectorAll('.u-series')].filter(row => row.offsetParent !== null).map(row => row.innerText.trim());
                const over = document.querySelector('.u-over');
                const box = over.getBoundingClientRect();
                const pointer = { clientX: box.left + box.width * 0.25, clientY: box.top + 50, bubbles: true };
                over.dispatchEvent(new MouseEvent('mouseenter', pointer));
                over.dispatchEvent(new MouseEvent('mousemove', pointer));
                const canvas = document.querySelector('canvas');
                const at = canvas.getContext('2d');
                const scale = canvas.width / canvas.getBoundingClientRect().width;
                const left = box.left - canvas.getBoundingClientRect().left;
                const x = Math.round((left + box.width * 0.6 / 2.2) * scale);
                const column = at.getImageData(x, 0, 1, canvas.height).data;
                let drawn = 0;
                for (let i = 3; i < column.length; i += 4) drawn += column[i] > 100 ? 1 : 0;
                return { legend, drawn, height: canvas.height, readout: document.querySelector('.readout').textContent };
            })()
            """);

        Assert.That(seen.GetProperty("legend").EnumerateArray().Select(one => one.GetString()), Is.EqualTo(new[] { "mean", "float" }));
        Assert.That(seen.GetProperty("readout").GetString(), Is.EqualTo("one: mean 90\u00A0% (88 to 92); float 93\u00A0%"));
        Assert.That(seen.GetProperty("drawn").GetInt32(), Is.GreaterThan(seen.GetProperty("height").GetInt32() / 4), "a bar over most of the height");
    }
}
