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
            folder.Begin();
            folder.Write(SampleResult.Passed, [new JUnitReport(), new HtmlReport(null)]);
        }

        JsonObject json = JsonNode.Parse(File.ReadAllText(temporary.File("run/result.json")))!.AsObject();
        string[] keys = ["scenario", "engine", "seed", "images", "accuracy", "mismatches", "cycles", "wallSeconds", "imagesPerSecond", "versions", "repeat",
            "floatAccuracy", "mvms", "ldpuOutputsCompared", "digest", "expectations", "perLayer", "timeBudget"];
        Assert.Multiple(() =>
        {
            Assert.That(json.Select(pair => pair.Key), Is.SupersetOf(keys));
            Assert.That(Directory.GetFiles(temporary.File("run")).Select(Path.GetFileName), Is.EquivalentTo(new[] { "result.json", "junit.xml", "report.html", "results.jsonl", "run.log", ".acs-output" }));
        });
    }

    [Test]
    public void Image_results_are_on_disk_before_the_run_ends()
    {
        using var temporary = new TemporaryFolder();
        using var folder = new ResultFolder(temporary.File("run"));
        folder.Begin();
        folder.Add(SampleResult.Passed.PerImage[0]);
        folder.Add(SampleResult.Passed.PerImage[1]);
        using var reader = new StreamReader(new FileStream(temporary.File("run/results.jsonl"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        Assert.That(reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(2));
    }

    [Test]
    public void New_run_removes_the_result_of_the_last_one_when_it_begins_and_not_before()
    {
        using var temporary = new TemporaryFolder();
        using (var first = new ResultFolder(temporary.File("run")))
        {
            first.Begin();
            first.Write(SampleResult.Passed, []);
        }

        using var second = new ResultFolder(temporary.File("run"));
        Assert.That(File.Exists(temporary.File("run/result.json")), Is.True, "what may still refuse to run must not cost a result");
        second.Begin();
        Assert.That(File.Exists(temporary.File("run/result.json")), Is.False, "a crash must not leave an old result behind");
    }

    [Test]
    public void Lines_logged_before_the_run_begins_are_kept_and_steer_no_terminal()
    {
        using var temporary = new TemporaryFolder();
        using var folder = new ResultFolder(temporary.File("run"));
        folder.Log("early \u001b[2J");
        folder.Begin();
        Assert.That(File.ReadAllText(temporary.File("run/run.log")), Does.EndWith("early \\x1b[2J\n"));
    }
}
