using System.Text.Json.Nodes;
using AnalogCoSim.Bench.Running;
using AnalogCoSim.Bench.Tests.Support;
using AnalogCoSim.Report;

namespace AnalogCoSim.Bench.Tests.Running;

[TestFixture]
public sealed class ResultFolderTests
{
    [Test]
    public void Result_json_holds_the_contract()
    {
        using var temporary = new TemporaryFolder();
        using (var folder = new ResultFolder(temporary.File("run")))
        {
            folder.Write(SampleResult.Passed, [new JUnitReport(), new HtmlReport(null)]);
        }

        JsonObject json = JsonNode.Parse(File.ReadAllText(temporary.File("run/result.json")))!.AsObject();
        string[] keys = ["scenario", "engine", "seed", "images", "accuracy", "mismatches", "cycles", "wallSeconds", "imagesPerSecond", "versions", "repeat",
            "floatAccuracy", "mvms", "ldpuOutputsCompared", "digest", "expectations", "perLayer", "timeBudget"];
        Assert.Multiple(() =>
        {
            Assert.That(json.Select(pair => pair.Key), Is.SupersetOf(keys));
            Assert.That(Directory.GetFiles(temporary.File("run")).Select(Path.GetFileName), Is.EquivalentTo(new[] { "result.json", "junit.xml", "report.html", "results.jsonl", "run.log" }));
        });
    }

    [Test]
    public void Image_results_are_on_disk_before_the_run_ends()
    {
        using var temporary = new TemporaryFolder();
        using var folder = new ResultFolder(temporary.File("run"));
        folder.Add(SampleResult.Passed.PerImage[0]);
        folder.Add(SampleResult.Passed.PerImage[1]);
        using var reader = new StreamReader(new FileStream(temporary.File("run/results.jsonl"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        Assert.That(reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(2));
    }

    [Test]
    public void New_run_removes_the_result_of_the_last_one()
    {
        using var temporary = new TemporaryFolder();
        using (var first = new ResultFolder(temporary.File("run")))
        {
            first.Write(SampleResult.Passed, []);
        }

        using var second = new ResultFolder(temporary.File("run"));
        Assert.That(File.Exists(temporary.File("run/result.json")), Is.False, "a crash must not leave an old result behind");
    }
}
