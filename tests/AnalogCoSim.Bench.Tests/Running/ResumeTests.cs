using AnalogCoSim.Bench.Running;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Bench.Tests.Support;
using AnalogCoSim.Core;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Bench.Tests.Running;

[TestFixture]
public sealed class ResumeTests
{
    private string _folder = string.Empty;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("acs-resume").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Run_cut_short_in_the_middle_of_a_line_ends_with_the_same_result()
    {
        ScenarioResult whole = Run(resume: false, seed: 1);
        string path = Path.Combine(_folder, "checkpoint.jsonl");
        string[] lines = File.ReadAllLines(path);
        Assert.That(lines, Has.Length.EqualTo(5));
        File.WriteAllText(path, string.Join('\n', lines[..3]) + "\n" + lines[3][..40]);

        ScenarioResult resumed = Run(resume: true, seed: 1);

        Assert.That((resumed.Digest, resumed.Images, resumed.Mvms, resumed.Accuracy), Is.EqualTo((whole.Digest, whole.Images, whole.Mvms, whole.Accuracy)));
        Assert.That(File.ReadAllLines(path), Has.Length.EqualTo(5));
    }

    [Test]
    public void Checkpoint_of_another_seed_is_refused()
    {
        Run(resume: false, seed: 1);

        Assert.That(Assert.Throws<AcsException>(() => Run(resume: true, seed: 2))!.Code, Is.EqualTo(ErrorCode.DataDamaged));
    }

    private ScenarioResult Run(bool resume, int seed)
    {
        string path = Repository.PathOf("testbenches", "chip_inference", "scenarios", "quickstart-reference.yaml");
        string[] overrides = ["data.count=8", "batch=2", "threads=1", $"seed={seed}"];
        Scenario scenario = ScenarioFile.Load(path, overrides);
        var options = new RunOptions { ScenarioPath = path, Overrides = overrides, ResultFolder = _folder, Resume = resume, CheckGolden = false };
        return ScenarioRunner.Run(scenario, options, NoProgress.Instance);
    }
}
