using AnalogCoSim.Bench.Coverage;
using AnalogCoSim.Bench.Running;
using AnalogCoSim.Bench.Tests.Support;
using AnalogCoSim.Report.Html;

namespace AnalogCoSim.Report.Tests;

[TestFixture]
public sealed class HtmlReportTests
{
    private static readonly ChartLibrary Library = new("var uPlot=1;", ".uplot{}");

    [Test]
    public void Page_tells_verdict_figures_and_repeat_command_without_charts()
    {
        string page = new HtmlReport(null).Write(SampleResult.Passed);
        Assert.Multiple(() =>
        {
            foreach (string wanted in new[] { "✓ passed", "95.83&#160;%", "100&#160;%", "95&#160;% interval 79.8 to 99.3&#160;%; weight-level, two-device", "1.25&#160;&#181;J", "93.8&#160;%", "3,741,696", "conv2", "RTL engine", "5.006",
                SampleResult.Passed.Repeat, "0123456789abcdef" })
            {
                Assert.That(page, Does.Contain(wanted));
            }

            Assert.That(page, Does.Not.Contain("application/json"));
        });
    }

    [Test]
    public void Page_shows_what_the_links_carried_and_what_the_run_exercised_and_what_not()
    {
        ScenarioResult result = SampleResult.Passed with
        {
            Links = [new LinkTraffic(2, "E1", 3, 24 * 64, 24 * 64 * 34), new LinkTraffic(8, "Host", null, 24, 288)],
            Exercised = new Exercised(true, [new ExercisedItem("row 255", 1234), new ExercisedItem("1-phase reads", 0), new ExercisedItem("links", 19, 320)]),
        };
        string page = new HtmlReport(null).Write(result);
        string alone = new HtmlReport(null).Write(result with { Links = [], Exercised = Exercised.Nothing });
        Assert.Multiple(() =>
        {
            Assert.That(page, Does.Contain("Link traffic").And.Contain("1 of 320 links carried packets").And.Match("<td[^>]*>E1</td>"));
            Assert.That(page, Does.Contain("What this run exercised").And.Match("row 255</t[dh]>\\s*<td[^>]*>1,234").And.Match("1-phase reads.*not used"));
            Assert.That(alone, Does.Contain("No RTL was exercised").And.Not.Contain("Link traffic"));
        });
    }

    [Test]
    public void Page_opens_offline()
    {
        string page = new HtmlReport(ChartLibrary.Find() ?? Library).Write(SampleResult.Passed);
        Assert.Multiple(() =>
        {
            Assert.That(page, Does.Not.Match("(src|href)\\s*=\\s*[\"']?https?:"));
            Assert.That(page, Does.Not.Contain("@import"));
            Assert.That(page, Does.Contain("default-src 'none'"));
        });
    }

    [Test]
    public void Text_from_outside_is_escaped_everywhere()
    {
        const string Attack = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&";
        ScenarioResult result = SampleResult.Failed with
        {
            Scenario = Attack,
            Description = Attack,
            Network = Attack,
            Data = Attack,
            Repeat = Attack,
            Digest = Attack,
            Error = new ErrorResult(Attack, Attack, Attack, Attack, Attack, Attack),
            Chip = new Dictionary<string, string> { [Attack] = Attack },
            Versions = new Dictionary<string, string> { [Attack] = Attack },
            Expectations = [new ExpectationResult(Attack, Attack, Attack, false)],
            PerLayer = [new LayerResult(0, Attack, Attack, [], 1, 100, 0, 0)],
            TimeBudget = [new TimePart(Attack, 1)],
        };
        string page = new HtmlReport(Library).Write(result);
        Assert.Multiple(() =>
        {
            Assert.That(page, Does.Not.Contain("<img"));
            Assert.That(page, Does.Not.Contain("<script>alert"));
        });
    }

    [Test]
    public void Failure_is_shown_with_place_and_repeat_command()
    {
        string page = new HtmlReport(null).Write(SampleResult.Failed);
        Assert.Multiple(() =>
        {
            Assert.That(page, Does.Contain("✗ failed"));
            Assert.That(page, Does.Contain("ACS0403"));
            Assert.That(page, Does.Contain("column 131"));
            Assert.That(page, Does.Contain("--set data.first=3"));
        });
    }

    [Test]
    public void Expectations_that_were_met_missed_and_not_compared_read_so()
    {
        string page = new HtmlReport(null).Write(SampleResult.Passed with
        {
            Expectations = [new("accuracy", "at least 75 %", "95.83 %", true), new("mismatches", "at most 0", "1", false), ExpectationResult.NotCompared("golden", "equal", "other settings")],
        });
        string[] last = [.. System.Text.RegularExpressions.Regex.Matches(page, "<th scope=\"row\">(?:accuracy|mismatches|golden)</th>(?:(?!</tr>).)*<td[^>]*>([^<]*)</td></tr>").Select(row => row.Groups[1].Value)];
        Assert.That(last, Is.EqualTo((string[])["✓ yes", "✗ no", "– not compared"]));
    }

    [Test]
    public void Cards_and_links_give_clocks_and_packets_of_one_image_and_each_count_its_own()
    {
        string page = new HtmlReport(null).Write(SampleResult.Passed with
        {
            LdpuOutputsCompared = 222_222,
            InputsCompared = 111_111,
            Links = [new LinkTraffic(2, "E1", 3, 24 * 64, 24 * 64 * 34)],
        });
        Assert.Multiple(() =>
        {
            Assert.That(page, Does.Contain("<p class=\"name\">Clocks an image</p><p class=\"value\">171,234</p>"));
            Assert.That(page, Does.Contain("in 222,222 LDPU outputs and 111,111 inputs"));
            Assert.That(page, Does.Contain("tile 2 to 3 (E1): 64 packets per image"));
        });
    }

    [Test]
    public void Run_without_images_has_a_page() =>
        Assert.That(new HtmlReport(Library).Write(SampleResult.Failed with { Images = 0, PerImage = [], TimeBudget = [], PerLayer = [] }), Does.Contain("</html>"));
}
