using AnalogCoSim.Bench.Golden;
using AnalogCoSim.Bench.Running;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Bench.Scenarios.Binding;
using AnalogCoSim.Bench.Tests.Support;
using AnalogCoSim.Core;
using AnalogCoSim.Core.Arrays;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Report;

namespace AnalogCoSim.Bench.Tests.Golden;

[TestFixture]
public sealed class GoldenTraceTests
{
    private TemporaryFolder _folder = null!;

    private string Golden => _folder.File("golden.npz");

    [SetUp]
    public void SetUp() => _folder = new TemporaryFolder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [TestCase("golden")]
    [TestCase("full")]
    public void Recorded_trace_is_met_by_the_next_run(string kind)
    {
        Record(kind);
        ScenarioResult result = Check();
        Assert.Multiple(() =>
        {
            Assert.That(result.Failure, Is.Null);
            Assert.That(result.GoldenValuesCompared, Is.GreaterThan(600));
            Assert.That(result.Expectations.Single(e => e.Name == "golden").Met, Is.True);
        });
    }

    [TestCase("logits", "class 3")]
    [TestCase("predictions", "image 0")]
    [TestCase("digests", "step")]
    public void Altered_golden_value_is_located(string array, string where)
    {
        Record("golden");
        Alter(array, 3);
        AcsException failure = Check().Failure!;
        Assert.Multiple(() =>
        {
            Assert.That(failure.Code, Is.EqualTo(ErrorCode.GoldenMismatch));
            Assert.That(failure.Where, Does.Contain($"{array}[image 0").And.Contains(where));
            Assert.That(failure.Remedy, Does.Contain("acs golden"));
        });
    }

    [Test]
    public void Altered_count_of_a_full_trace_is_located_to_its_column()
    {
        Record("full");
        Alter("counts_p", (2 * 256) + 9);
        AcsException failure = Check("record.trace=full").Failure!;
        Assert.That(failure.Where, Does.Contain("counts_p[image 0").And.Contains("column 9"));
    }

    [Test]
    public void Override_of_the_seed_is_said_not_to_be_compared()
    {
        Record("golden");
        ScenarioResult result = Check("seed=2");
        Assert.Multiple(() =>
        {
            // Nothing was judged, and what was not judged is no pass.
            Assert.That((result.Passed, result.Verdict), Is.EqualTo((false, RunVerdict.NotCompared)));
            Assert.That(new HtmlReport().Write(result), Does.Contain("not compared</p>").And.Not.Contains("✓ passed"));
            Assert.That(result.Expectations.Single().Status, Is.EqualTo("not compared"));
            Assert.That(result.Expectations.Single().Met, Is.False);
            Assert.That(new JUnitReport().Write(result), Does.Contain("<skipped message=\"not compared"));
        });
    }

    [Test]
    public void Golden_trace_that_is_not_compared_leaves_what_else_was_judged_met_in_part()
    {
        Record("golden");
        ScenarioResult result = Check("seed=2", "expect.accuracy={min: 0}");
        Assert.That((result.Passed, result.Verdict), Is.EqualTo((true, RunVerdict.MetInPart)));
        Assert.That(new HtmlReport().Write(result), Does.Contain("✓ passed in part"));
    }

    [Test]
    public void Scenario_with_other_settings_than_its_trace_fails()
    {
        Record("golden");
        string[] overrides = ["engine=reference", "data.count=1", "threads=1", "seed=2", $"expect={{golden: {Golden}}}"];
        Scenario scenario = ScenarioFile.Load(Quickstart.File, overrides);
        var started = new CountingFactory();
        AcsException error = Assert.Throws<AcsException>(() => ScenarioRunner.Run(scenario, new RunOptions { ScenarioPath = Quickstart.File, Engines = started }, NoProgress.Instance))!;
        Assert.That((error.Code, started.Created), Is.EqualTo((ErrorCode.GoldenMismatch, 0)), "known before any image runs");
        Assert.That((error.Expected, error.Actual, error.Remedy), Is.EqualTo(("seed 1 (golden, of scenario 'quickstart')", "seed 2", error.Remedy)));
        Assert.That(error.Remedy, Does.Contain("expect.golden").And.Contain("acs golden"));
    }

    [TestCaseSource(nameof(Damages))]
    public void Damaged_trace_is_refused(string what)
    {
        Record("golden");
        var arrays = new Dictionary<string, NpyArray>(NpzArchive.Read(Golden));
        switch (what)
        {
            case "no seal": arrays.Remove("seal"); break;
            case "no format": arrays.Remove("format"); break;
            case "no digests": arrays.Remove("digests"); break;
            case "nothing recorded": arrays.Remove("recorded"); arrays.Remove("places"); arrays.Remove("digests"); break;
            case "other places": arrays["places"].As<int>("places")[4] ^= 1; break;
            case "other images": arrays["images"].As<int>("images")[0] ^= 1; break;
            case "other recorded": arrays["recorded"].As<int>("recorded")[0] ^= 64; break;
            case "sealed without digests": arrays.Remove("digests"); arrays = new(GoldenFile.Sealed(arrays)); break;
            case "sealed with a short array": arrays["predictions"] = new NpyArray(Array.Empty<int>(), [0]); arrays = new(GoldenFile.Sealed(arrays)); break;
        }

        NpzArchive.Write(Golden, arrays);
        Assert.That(Assert.Throws<AcsException>(() => Check())!.Code, Is.EqualTo(ErrorCode.DataDamaged));
    }

    private static string[] Damages() =>
        ["no seal", "no format", "no digests", "nothing recorded", "other places", "other images", "other recorded", "sealed without digests", "sealed with a short array"];

    [Test]
    public void Trace_of_another_scenario_is_not_replaced()
    {
        Record("golden");
        byte[] before = File.ReadAllBytes(Golden);
        Assert.That(Assert.Throws<AcsException>(() => Record("golden", "name=copy", "seed=2"))!.Code, Is.EqualTo(ErrorCode.OutputForeign));
        Assert.That(File.ReadAllBytes(Golden), Is.EqualTo(before));
        Assert.DoesNotThrow(() => Record("golden", "seed=2"), "the same scenario may change");
        Assert.DoesNotThrow(() => Record("golden", "name=copy", "seed=2", "batch=1"), "the same settings on another engine or schedule");
    }

    [Test]
    public void File_that_is_no_trace_is_not_replaced()
    {
        File.WriteAllText(Golden, "diary");
        Assert.That(Assert.Throws<AcsException>(() => Record("golden"))!.Code, Is.EqualTo(ErrorCode.OutputForeign));
        Assert.That(File.ReadAllText(Golden), Is.EqualTo("diary"));
    }

    [Test]
    public void Run_that_fails_is_recorded_by_no_trace()
    {
        string[] overrides = ["data.count=1", "threads=1", "expect={}"];
        var options = new RunOptions { ScenarioPath = Quickstart.File, Overrides = overrides, Engines = new ScriptedFactory(null, 0) };
        AcsException error = Assert.Throws<AcsException>(() => GoldenRecording.Record(ScenarioFile.Load(Quickstart.File, overrides), options, Golden, NoProgress.Instance))!;
        Assert.That((error.Code, File.Exists(Golden)), Is.EqualTo((ErrorCode.LockstepLdpuMismatch, false)));
    }

    [Test]
    public void Recording_without_a_file_to_write_is_refused_before_anything_runs()
    {
        var engines = new CountingFactory();
        var options = new RunOptions { ScenarioPath = Quickstart.File, Overrides = ["expect={}"], Engines = engines };
        AcsException error = Assert.Throws<AcsException>(() => GoldenRecording.Record(ScenarioFile.Load(Quickstart.File, ["expect={}"]), options, null, NoProgress.Instance))!;
        Assert.That((error.Code, error.Actual, engines.Created), Is.EqualTo((ErrorCode.ScenarioInvalidValue, "no expect.golden", 0)));
    }

    [Test]
    public void Truncated_golden_file_is_damaged()
    {
        Record("golden");
        File.WriteAllBytes(Golden, File.ReadAllBytes(Golden)[..^100]);
        Assert.That(Assert.Throws<AcsException>(() => Check())!.Code, Is.EqualTo(ErrorCode.DataDamaged));
    }

    [Test]
    public void Npz_of_another_kind_is_refused()
    {
        NpzArchive.Write(Golden, new Dictionary<string, NpyArray> { ["x"] = new(new[] { 1 }, [1]) });
        Assert.That(Assert.Throws<AcsException>(() => Check())!.Code, Is.EqualTo(ErrorCode.ArrayMismatch));
    }

    [Test]
    public void Missing_golden_file_is_found_before_anything_runs_and_the_command_that_records_it_is_told()
    {
        AcsException error = Assert.Throws<AcsException>(() => Check())!;
        Assert.That((error.Code, error.Where), Is.EqualTo((ErrorCode.DataNotFound, Golden)));
        Assert.That(error.Remedy, Does.StartWith("Record it: scripts/acs golden testbenches/chip_inference/scenarios/quickstart.yaml").And.Contains($"--set 'expect={{golden: {Golden}}}'").And.Not.Contains("ACS_DATA"));
    }

    [Test]
    [Explicit("records testbenches/chip_inference/golden/quickstart.npz")]
    public void Record_the_quickstart()
    {
        string file = Repository.PathOf("testbenches", "chip_inference", "scenarios", "quickstart-reference.yaml");
        (ScenarioResult result, string path) = GoldenRecording.Record(ScenarioFile.Load(file), new RunOptions { ScenarioPath = file }, null, NoProgress.Instance);
        TestContext.Out.WriteLine($"{path}: {new FileInfo(path).Length} bytes, {result.Accuracy} %, {result.WallSeconds} s");
    }

    private void Record(string kind, params string[] changes)
    {
        string[] overrides = ["engine=reference", "data.count=1", "threads=1", "expect={}", $"record.trace={kind}", .. changes];
        Scenario scenario = ScenarioFile.Load(Quickstart.File, overrides);
        GoldenRecording.Record(scenario, new RunOptions { ScenarioPath = Quickstart.File, Overrides = overrides }, Golden, NoProgress.Instance);
    }

    private ScenarioResult Check(params string[] overrides) =>
        Quickstart.Run(DefaultEngineFactory.Instance, ["engine=reference", "data.count=1", $"expect={{golden: {Golden}}}", .. overrides]);

    private void Alter(string name, int index)
    {
        var arrays = new Dictionary<string, NpyArray>(NpzArchive.Read(Golden));
        Array data = arrays[name].Data;
        int at = Math.Min(index, data.Length - 1);
        switch (data)
        {
            case sbyte[] values: values[at] ^= 1; break;
            case int[] values: values[at] ^= 1; break;
            case ushort[] values: values[at] ^= 1; break;
            case ulong[] values: values[at] ^= 1; break;
        }

        NpzArchive.Write(Golden, GoldenFile.Sealed(arrays));
    }
}
