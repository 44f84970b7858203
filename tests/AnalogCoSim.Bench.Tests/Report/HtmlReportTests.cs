using AnalogCoSim.Bench.Running;
using AnalogCoSim.Bench.Tests.Support;
using AnalogCoSim.Report;
using AnalogCoSim.Report.Html;

namespace AnalogCoSim.Bench.Tests.Report;

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
            foreach (string wanted in new[] { "✓ passed", "95.83&#160;%", "100&#160;%", "95&#160;% interval 79.8 to 99.3&#160;%; weight-level, two-device", "1.25&#160;&#181;J", "93.8&#160;%", "3,741,696", "conv2", "RTL engine", "5.006", SampleResult.Passed.Repeat, "0123456789abcdef" })
            {
                Assert.That(page, Does.Contain(wanted));
            }

            Assert.That(page, Does.Not.Contain("application/json"));
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
            TimeBudget = [new TimeSlice(Attack, 1)],
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
    public void Run_without_images_has_a_page() =>
        Assert.That(new HtmlReport(Library).Write(SampleResult.Failed with { Images = 0, PerImage = [], TimeBudget = [], PerLayer = [] }), Does.Contain("</html>"));
}
