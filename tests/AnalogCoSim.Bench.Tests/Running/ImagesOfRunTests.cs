using AnalogCoSim.Bench.Running;
using AnalogCoSim.Bench.Scenarios.Binding;
using AnalogCoSim.Bench.Tests.Support;
using AnalogCoSim.Core;
using AnalogCoSim.Core.Arrays;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Report;

namespace AnalogCoSim.Bench.Tests.Running;

/// <summary>What a whole run does with images that do not fit its network, and what it says of images that it calibrates on.</summary>
[TestFixture]
[CancelAfter(120_000)]
public sealed class ImagesOfRunTests
{
    private const string Calibration = "calibration={source: synthetic, split: train, count: 16}";

    private TemporaryFolder _folder = null!;

    private string Npz => _folder.File("images.npz");

    [SetUp]
    public void SetUp() => _folder = new TemporaryFolder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [TestCase(1f / 255, 9, new[] { 3, 32, 32 }, TestName = "Shares_where_the_network_expects_bytes_are_refused")]
    [TestCase(1f, 10, new[] { 3, 32, 32 }, TestName = "A_label_beyond_the_classes_is_refused")]
    [TestCase(1f, 9, new[] { 32, 32, 3 }, TestName = "Channels_last_are_refused")]
    public void Refused(float scale, int label, int[] shape)
    {
        Write(scale, label, shape);

        Assert.That(Assert.Throws<AcsException>(() => Run(Data, Calibration))!.Code, Is.EqualTo(ErrorCode.ArrayMismatch));
    }

    [Test]
    public void Calibration_images_in_other_units_are_refused()
    {
        Write(1f / 255, 9, [3, 32, 32]);

        Assert.That(Assert.Throws<AcsException>(() => Run($"calibration={{source: npz, root: {Npz}, count: 2}}"))!.Code, Is.EqualTo(ErrorCode.ArrayMismatch));
    }

    [Test]
    public void Run_that_calibrates_on_its_own_images_says_so_in_its_result_and_in_its_report()
    {
        Write(1, 9, [3, 32, 32]);
        ScenarioResult silent = Run(Data, Calibration);
        ScenarioResult told = Run(Data);
        Assert.Multiple(() =>
        {
            Assert.That(silent.Notices, Is.Empty);
            Assert.That(told.Notices, Has.Count.EqualTo(1).And.Some.Contains("calibration"));
            Assert.That(File.ReadAllText(_folder.File("out/report.html")), Does.Contain("Notice: "));
            Assert.That(File.ReadAllText(_folder.File("out/result.json")), Does.Contain("\"notices\": ["));
        });
    }

    private string Data => $"data={{source: npz, root: {Npz}, count: 2}}";

    private void Write(float scale, int label, int[] shape)
    {
        float[] pixels = [.. Enumerable.Range(0, 2 * 3072).Select(i => scale * (i * 37 % 256))];
        NpzArchive.Write(Npz, new Dictionary<string, NpyArray> { ["images"] = new(pixels, [2, .. shape]), ["labels"] = new(new[] { 0, label }, [2]) });
    }

    private ScenarioResult Run(params string[] changes)
    {
        string[] overrides = ["engine=reference", "data.count=2", "threads=1", "expect={}", .. changes];
        var options = new RunOptions { ScenarioPath = Quickstart.File, Overrides = overrides, ResultFolder = _folder.File("out"), Writers = ReportWriters.Usual };
        return ScenarioRunner.Run(ScenarioFile.Load(Quickstart.File, overrides), options, NoProgress.Instance);
    }
}
