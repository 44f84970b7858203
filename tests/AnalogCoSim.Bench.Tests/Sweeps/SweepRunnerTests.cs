using AnalogCoSim.Bench.Running;
using AnalogCoSim.Bench.Statistics;
using AnalogCoSim.Bench.Sweeps;
using AnalogCoSim.Bench.Tests.Support;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Bench.Tests.Sweeps;

[TestFixture]
public sealed class SweepRunnerTests
{
    private const string Recurrent = "variants: [{ name: good }, { name: bad, set: 'network.onnx=FILE'EXPECT }]";

    [Test]
    public void Points_and_summary_have_every_run()
    {
        SweepResult result = SmallSweep.Run(SmallSweep.Plan());

        Assert.Multiple(() =>
        {
            Assert.That(result.Points, Has.Count.EqualTo(4));
            Assert.That(result.Points, Is.All.Matches<SweepPoint>(point => point is { Status: PointStatus.Ran, Images: 2, FloatAccuracy: not null, Cores: 9, ImagesPerSecond: > 0 }));
            Assert.That(result.Points.Select(point => point.Digest).Distinct().Count(), Is.EqualTo(4), "other seeds and devices, other noise");
            Assert.That(result.Summary.Select(row => (row.Variant, row.Accuracy!.Count)), Is.EqualTo(new[] { ("two", 2), ("one", 2) }));
            Assert.That(result.Points[3].Repeat, Does.Contain("--seed 2").And.Contains("analog.devices=one-device"));
            Assert.That(result.Passed);
        });
    }

    [Test]
    public void Killed_sweep_goes_on_without_running_a_finished_point_again()
    {
        using var folder = new TemporaryFolder();
        SweepPlan plan = SmallSweep.Plan();
        Assert.Throws<OperationCanceledException>(() => SmallSweep.Run(plan, folder.Path, engines: new CountingFactory(limit: 2)));
        string store = folder.File("points.jsonl");
        Assert.That(File.ReadAllLines(store), Has.Length.EqualTo(1 + 2));
        File.AppendAllText(store, "{\"key\":\"cut sho");

        var rest = new CountingFactory();
        SweepResult resumed = SmallSweep.Run(plan, folder.Path, resume: true, rest);

        SweepResult whole = SmallSweep.Run(plan);
        Assert.That((rest.Created, resumed.PointsTakenOver), Is.EqualTo((2, 2)));
        Assert.That(resumed.Points.Select(point => (point.Variant, point.Seed, point.Digest)), Is.EqualTo(whole.Points.Select(point => (point.Variant, point.Seed, point.Digest))));
        Assert.That(File.ReadAllLines(store), Has.Length.EqualTo(1 + 4));
    }

    [TestCase("analog.readNoise=0.5", 4)]
    [TestCase("data.count=1", 4)]
    [TestCase("network.compiler.centrePartialSums=false", 4)]
    [TestCase("seeds=[2,3]", 2)]
    [TestCase("times=[3600]", 4)]
    [TestCase("batch=1", 0)]
    public void Changed_setting_runs_again(string change, int runs)
    {
        using var folder = new TemporaryFolder();
        SmallSweep.Run(SmallSweep.Plan(), folder.Path);

        var engines = new CountingFactory();
        SmallSweep.Run(SmallSweep.Plan(overrides: change), folder.Path, resume: true, engines);

        Assert.That(engines.Created, Is.EqualTo(runs));
    }

    [Test]
    public void Changed_network_of_the_same_name_runs_again()
    {
        using var folder = new TemporaryFolder();
        string network = folder.Write("net.onnx", Network());
        SweepPlan plan = SmallSweep.Plan($"variants: [{{ name: a, set: 'network.onnx={network}' }}]", "seeds: 1");
        SmallSweep.Run(plan, folder.File("out"));
        // One byte longer: an unknown field that the importer passes over.
        folder.Write("net.onnx", [.. Network(), 0xF8, 0x07, 0x01]);

        var engines = new CountingFactory();
        SmallSweep.Run(plan, folder.File("out"), resume: true, engines);

        Assert.That(engines.Created, Is.EqualTo(1));
    }

    [TestCase("values")]
    [TestCase("labels")]
    public void Changed_images_of_the_same_name_run_again(string array)
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("images.npz");
        SmallImages.Write(path);
        SweepPlan plan = SmallSweep.Plan($"variants: [{{ name: a, set: ['data={{source: npz, root: {path}, count: 8}}', 'calibration={{source: synthetic, split: train, count: 16}}'] }}]", "seeds: 1");
        SmallSweep.Run(plan, folder.File("out"));
        Assert.That(SmallSweep.Run(plan, folder.File("out"), resume: true).PointsTakenOver, Is.EqualTo(1));

        SmallImages.Write(path, array);

        Assert.That(SmallSweep.Run(plan, folder.File("out"), resume: true).PointsTakenOver, Is.Zero);
    }

    [Test]
    public void Edited_program_of_the_same_name_runs_again()
    {
        using var folder = new TemporaryFolder();
        string program = folder.File("program");
        SmallProgram.Write(program, 1);
        SweepPlan plan = SmallSweep.Plan($"variants: [{{ name: a, set: 'network={{program: {program}}}' }}]", "seeds: 1");
        SmallSweep.Run(plan, folder.File("out"));
        Assert.That(SmallSweep.Run(plan, folder.File("out"), resume: true).PointsTakenOver, Is.EqualTo(1));

        SmallProgram.Write(program, 2);

        Assert.That(SmallSweep.Run(plan, folder.File("out"), resume: true).PointsTakenOver, Is.Zero);
    }

    [TestCase("", true)]
    [TestCase(", expect: { refused: ACS0203 }", true)]
    [TestCase(", expect: { refused: ACS0205 }", false)]
    [TestCase(", expect: { meanAccuracy: { min: 50 } }", false)]
    public void Refused_network_is_a_row_and_not_the_end(string expect, bool passed)
    {
        using var folder = new TemporaryFolder();
        string network = folder.Write("odd.onnx", SmallSweep.RefusedNetwork());
        SweepResult result = SmallSweep.Run(SmallSweep.Plan(Recurrent.Replace("FILE", network, StringComparison.Ordinal).Replace("EXPECT", expect, StringComparison.Ordinal), "seeds: 1"));

        Assert.Multiple(() =>
        {
            Assert.That(result.Points.Select(point => point.Status), Is.EqualTo(new[] { PointStatus.Ran, PointStatus.Refused }));
            Assert.That((result.Summary[1].Error!.Code, result.Summary[1].Accuracy), Is.EqualTo(("ACS0203", (Spread?)null)));
            Assert.That(result.Passed, Is.EqualTo(passed));
        });
    }

    [Test]
    public void Damaged_network_is_an_error_and_no_outcome()
    {
        using var folder = new TemporaryFolder();
        string network = folder.Write("cut.onnx", Network()[..1000]);
        SweepPlan plan = SmallSweep.Plan(Recurrent.Replace("FILE", network, StringComparison.Ordinal).Replace("EXPECT", string.Empty, StringComparison.Ordinal), "seeds: 1");
        AcsException error = Assert.Throws<AcsException>(() => SmallSweep.Run(plan))!;
        Assert.That((error.Code, error.ExitCode), Is.EqualTo((ErrorCode.NetworkUnreadable, 2)));
    }

    [Test]
    public void Other_engine_build_runs_again()
    {
        using var folder = new TemporaryFolder();
        SmallSweep.Run(SmallSweep.Plan(), folder.File("out"), engines: new CountingFactory { Name = "RTL 1" });

        var other = new CountingFactory { Name = "RTL 2" };
        Assert.That((SmallSweep.Run(SmallSweep.Plan(), folder.File("out"), resume: true, other).PointsTakenOver, other.Created), Is.EqualTo((0, 4)));
        Assert.That(SmallSweep.Run(SmallSweep.Plan(), folder.File("out"), resume: true, new CountingFactory { Name = "RTL 2" }).PointsTakenOver, Is.EqualTo(4));
    }

    [Test]
    public void Damaged_points_are_refused_and_the_finished_result_stays()
    {
        using var folder = new TemporaryFolder();
        string store = folder.File("out/points.jsonl");
        SmallSweep.Run(SmallSweep.Plan(), folder.File("out"));
        File.WriteAllText(store, File.ReadAllText(store).Replace("\"correct\":", "\"correct\":1", StringComparison.Ordinal));
        string result = File.ReadAllText(folder.File("out/sweep.json"));

        Assert.That(Assert.Throws<AcsException>(() => SmallSweep.Run(SmallSweep.Plan(), folder.File("out"), resume: true))!.Code, Is.EqualTo(ErrorCode.DataDamaged));
        Assert.That(File.ReadAllText(folder.File("out/sweep.json")), Is.EqualTo(result));
    }

    [Test]
    public void Second_sweep_in_a_folder_is_told()
    {
        using var folder = new TemporaryFolder();
        using Core.Files.OutputFolder held = SweepFiles.Take(folder.File("out"))!;
        Assert.That(Assert.Throws<AcsException>(() => SmallSweep.Run(SmallSweep.Plan(), folder.File("out")))!.Code, Is.EqualTo(ErrorCode.OutputBusy));
    }

    [Test]
    public void Network_that_is_compiled_only_says_how_many_cores_it_takes()
    {
        SweepResult result = SmallSweep.Run(SmallSweep.Plan("variants: [{ name: a, compile: { low: 0, high: 255 }, expect: { cores: { max: 8 } } }]", "seeds: 1"), engines: new CountingFactory(limit: 0));

        Assert.That((result.Summary[0].Status, result.Summary[0].Cores, result.Passed), Is.EqualTo((PointStatus.Compiled, 9, false)));
        Assert.That(result.Missed.Single().Expectation, Is.EqualTo(new ExpectationResult("cores", "at most 8 cores", "9 cores", false)));
    }

    private static byte[] Network() => SmallSweep.Network();
}
