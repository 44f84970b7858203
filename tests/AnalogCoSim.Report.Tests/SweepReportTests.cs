using AnalogCoSim.Bench.Sweeps;
using AnalogCoSim.Bench.Tests.Support;
using AnalogCoSim.Chip.Performance;
using AnalogCoSim.Report.Html;
using AnalogCoSim.Report.Studies;

namespace AnalogCoSim.Report.Tests;

[TestFixture]
public sealed class SweepReportTests
{
    private static readonly ChartLibrary Library = new("var uPlot=1;", ".uplot{}");

    [Test]
    public void Page_has_accuracy_over_time_with_band_and_lines_and_the_tables()
    {
        using var folder = new TemporaryFolder();
        SweepResult result = SmallSweep.Run(SmallSweep.Plan(head: "seeds: [1, 2]\ntimes: [0, 3600]\nreferences: [{ label: published, accuracy: 92.81 }]"), folder.Path);
        string page = new StudyReport(Library).Write(SweepPages.Of(result));
        Assert.Multiple(() =>
        {
            foreach (string wanted in new[] { "small: passed", "Accuracy over the time since programming", "\"logX\":true", "\"style\":\"High\"", "95&#160;% interval", "weight-level, two-device", "published, 92.81 %", "floating point",
                "two devices", "1&#160;h", "Single runs", " &#177; " })
            {
                Assert.That(page, Does.Contain(wanted));
            }

            Assert.That(File.ReadAllLines(folder.File("summary.csv")), Has.Length.EqualTo(5));
            Assert.That(File.ReadAllText(folder.File("summary.csv")), Does.Contain("one,\"devices, fewer\",3600,ran,quickstart.onnx,2,2,"));
            Assert.That(File.ReadAllLines(folder.File("points.csv")), Has.Length.EqualTo(9));
            foreach (string column in new[] { "interval_low", "device_model", "cycles_per_image", "microjoule_per_image" })
            {
                Assert.That(File.ReadLines(folder.File("summary.csv")).First().Split(','), Does.Contain(column));
                Assert.That(File.ReadLines(folder.File("points.csv")).First().Split(','), Does.Contain(column));
            }
        });
    }

    [TestCase("summary.csv")]
    [TestCase("points.csv")]
    public void Tables_have_clocks_and_energy_of_runs_that_count_them(string file)
    {
        using var folder = new TemporaryFolder();
        SweepResult result = SmallSweep.Run(SmallSweep.Plan(head: "seeds: [1]", overrides: "engine=lockstep"), folder.Path, engines: new BrokenEngineFactory());
        string[][] lines = [.. File.ReadAllLines(folder.File(file)).Select(line => System.Text.RegularExpressions.Regex.Replace(line, "\"[^\"]*\"", "quoted").Split(','))];
        double[] Column(string name) => [.. lines.Skip(1).Select(line => double.Parse(line[Array.IndexOf(lines[0], name)], System.Globalization.CultureInfo.InvariantCulture))];
        Assert.Multiple(() =>
        {
            Assert.That(Column("cycles_per_image"), Is.EqualTo(result.Points.Select(point => point.CyclesPerImage)).And.All.Positive);
            Assert.That(Column("microjoule_per_image"), Is.EqualTo(result.Points.Select(point => point.MicrojoulePerImage)).And.All.Positive);
        });
    }

    [Test]
    public void Networks_that_lose_on_the_chip_have_a_negative_difference()
    {
        SweepResult result = SmallSweep.Run(SmallSweep.Plan(head: "seeds: [1]"));
        SweepSummary row = result.Summary[0];
        string page = new StudyReport(Library).Write(SweepPages.Of(result with
        {
            Summary = [row with { Network = "first", FloatAccuracy = row.Accuracy!.Mean + 1.25 }, row with { Network = "second", FloatAccuracy = row.Accuracy!.Mean - 2.5 }],
        }));
        Assert.That(page, Does.Match(">first<.*>-1\\.25<.*>second<.*>2\\.50<"));
    }

    [Test]
    public void Page_lists_refused_networks_with_the_reason_and_published_figures()
    {
        using var folder = new TemporaryFolder();
        string network = folder.Write("odd.onnx", SmallSweep.RefusedNetwork());
        SweepResult result = SmallSweep.Run(SmallSweep.Plan($"variants: [{{ name: good, published: 91.71 }}, {{ name: bad, set: 'network.onnx={network}', expect: {{ refused: ACS0205 }} }}]", "seeds: 1"));
        string page = new StudyReport(Library).Write(SweepPages.Of(result with { Published = PublishedComparison.Accuracy(92.5, null, null, 93, 10, "weight-level") }));
        Assert.Multiple(() =>
        {
            foreach (string wanted in new[] { "small: failed", "Networks on the chip", "91.71", "refused: ACS0203", "✗ refused: ACS0205, got ACS0203", PublishedSection.Title, "-0.31", "-0.33" })
            {
                Assert.That(page, Does.Contain(wanted));
            }
        });
    }
}
