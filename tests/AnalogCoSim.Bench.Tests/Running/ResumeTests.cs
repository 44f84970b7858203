using System.Text.RegularExpressions;
using AnalogCoSim.Bench.Running;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Bench.Scenarios.Binding;
using AnalogCoSim.Bench.Tests.Support;
using AnalogCoSim.Core;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Bench.Tests.Running;

/// <summary>A resumed run reports what ran with just what it computes with, or nothing.</summary>
[TestFixture]
public sealed partial class ResumeTests
{
    private const int Flips = 24;

    private TemporaryFolder _folder = null!;

    private string Out => _folder.File("out");

    private string Checkpoint => Path.Combine(Out, "checkpoint.jsonl");

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Run_cut_short_in_the_middle_of_a_line_ends_with_the_same_result()
    {
        ScenarioResult whole = Run(resume: false);
        string[] lines = File.ReadAllLines(Checkpoint);
        Assert.That(lines, Has.Length.EqualTo(5));
        File.WriteAllText(Checkpoint, string.Join('\n', lines[..3]) + "\n" + lines[3][..40]);

        ScenarioResult resumed = Run(resume: true);

        Assert.That((resumed.Digest, resumed.Images, resumed.Mvms, resumed.Accuracy), Is.EqualTo((whole.Digest, whole.Images, whole.Mvms, whole.Accuracy)));
        Assert.That(File.ReadAllLines(Checkpoint), Has.Length.EqualTo(5));
    }

    [TestCase("seed=2")]
    [TestCase("assertions=true")]
    [TestCase("analog.readNoise=0.5")]
    [TestCase("network.compiler.centrePartialSums=false")]
    [TestCase("engine=lockstep")]
    public void Changed_setting_is_refused_and_the_finished_result_stays(string change) => AssertRefused(() => Run(resume: true, null, change));

    [TestCase("threads=2")]
    [TestCase("batch=4")]
    [TestCase("description=other words")]
    public void Setting_that_changes_no_number_goes_on(string change)
    {
        ScenarioResult whole = Run(resume: false);
        Assert.That(Run(resume: true, null, change).Digest, Is.EqualTo(whole.Digest));
    }

    [Test]
    public void Other_engine_build_is_refused()
    {
        var engines = new NamedFactory("RTL 1");
        AssertRefused(() => Run(resume: true, new NamedFactory("RTL 2")), engines);
        Assert.DoesNotThrow(() => Run(resume: true, engines));
    }

    [TestCase("values")]
    [TestCase("labels")]
    public void Other_pixels_or_labels_are_refused(string array)
    {
        string npz = _folder.File("images.npz");
        SmallImages.Write(npz);
        string[] data = [$"data={{source: npz, root: {npz}, count: 8}}", "calibration={source: synthetic, split: train, count: 16}"];
        AssertRefused(
            () =>
            {
                SmallImages.Write(npz, array);
                Run(resume: true, null, data);
            },
            null,
            data);
    }

    [Test]
    public void Edited_program_is_refused()
    {
        string program = _folder.File("program");
        SmallProgram.Write(program, 1);
        string[] overrides = [$"network={{program: {program}}}"];
        AssertRefused(
            () =>
            {
                SmallProgram.Write(program, 2);
                Run(resume: true, null, overrides);
            },
            null,
            overrides);
    }

    [Test]
    public void Code_counts_with_every_assembly_of_the_program()
    {
        string[] names = [.. CodeIdentity.Assemblies().Select(assembly => assembly.GetName().Name!)];
        var rooms = new SortedSet<string> { "AnalogCoSim.Bench" };
        for (int before = 0; before < rooms.Count;)
        {
            before = rooms.Count;
            rooms.UnionWith([.. rooms.SelectMany(room => Reference().Matches(File.ReadAllText(Repository.PathOf("src", room, room + ".csproj"))).Select(match => match.Groups[1].Value))]);
        }

        Assert.That(rooms, Has.Count.GreaterThan(5).And.Contains("AnalogCoSim.Core"));
        Assert.That(names, Is.SupersetOf(rooms), "all rooms that a run is built from");
    }

    [TestCase(2, 3, Description = "doubled")]
    [TestCase(0, 1, Description = "header changed")]
    public void Damaged_checkpoint_is_refused_and_the_finished_result_stays(int from, int to)
    {
        Run(resume: false);
        string[] lines = File.ReadAllLines(Checkpoint);
        lines[to] = lines[from];
        File.WriteAllText(Checkpoint, string.Join('\n', lines) + "\n");
        byte[] result = File.ReadAllBytes(Path.Combine(Out, "result.json"));
        Assert.That(Assert.Throws<AcsException>(() => Run(resume: true))!.Code, Is.EqualTo(ErrorCode.DataDamaged));
        Assert.That(File.ReadAllBytes(Path.Combine(Out, "result.json")), Is.EqualTo(result));
    }

    [Test]
    [CancelAfter(180_000)]
    public void Flipped_bits_of_a_checkpoint_are_refused_or_change_nothing()
    {
        ScenarioResult whole = Run(resume: false);
        byte[] good = File.ReadAllBytes(Checkpoint);
        int refused = 0;
        for (int k = 0; k < Flips; k++)
        {
            File.WriteAllBytes(Checkpoint, Flipped(good, k));
            try
            {
                ScenarioResult resumed = Run(resume: true);
                Assert.That((resumed.Digest, resumed.Accuracy, resumed.Correct, resumed.Images, resumed.Mvms), Is.EqualTo((whole.Digest, whole.Accuracy, whole.Correct, whole.Images, whole.Mvms)), $"flip {k}");
            }
            catch (AcsException error) when (error.Code == ErrorCode.DataDamaged)
            {
                refused++;
            }
        }

        Assert.That(refused, Is.GreaterThan(Flips / 2));
    }

    // Whether a classifier lost accuracy is judged by these, so another answer would be another verdict.
    [Test]
    [CancelAfter(180_000)]
    public void Flipped_bits_of_the_kept_answers_of_the_float_network_give_the_same_answers()
    {
        string cache = _folder.File("cache");
        int[] answers = Answers(cache);
        string file = Directory.GetFiles(cache, "predictions.npz", SearchOption.AllDirectories).Single();
        byte[] good = File.ReadAllBytes(file);
        for (int k = 0; k < Flips; k++)
        {
            File.WriteAllBytes(file, Flipped(good, k));
            Assert.That(Answers(cache), Is.EqualTo(answers), $"flip {k}");
            Assert.That(File.ReadAllBytes(file), Is.EqualTo(good), $"flip {k}: made again");
        }
    }

    private static int[] Answers(string cache)
    {
        string path = Repository.PathOf("testbenches", "chip_inference", "scenarios", "quickstart-reference.yaml");
        Scenario scenario = ScenarioFile.Load(path, ["data.count=8"]);
        return [.. new RunPreparation(scenario, new RunOptions { ScenarioPath = path, CacheFolder = cache }, new RunClock(), NoProgress.Instance).Prepare(CancellationToken.None).FloatPredictions];
    }

    // Spread over the whole file, each bit of a byte in turn.
    private static byte[] Flipped(byte[] good, int k)
    {
        byte[] bad = [.. good];
        bad[(int)((long)k * good.Length / Flips)] ^= (byte)(1 << (k % 8));
        return bad;
    }

    [Test]
    public void Preparation_that_fails_leaves_the_finished_result()
    {
        Run(resume: false);
        Dictionary<string, string> before = Contents();
        Assert.That(Assert.Throws<AcsException>(() => Run(resume: false, null, "network.onnx=nowhere.onnx"))!.Code, Is.EqualTo(ErrorCode.DataNotFound));
        Assert.That(Contents(), Is.EqualTo(before));
    }

    private void AssertRefused(Action resume, IEngineFactory? engines = null, params string[] overrides)
    {
        Run(resume: false, engines, overrides);
        Dictionary<string, string> before = Contents();
        Assert.That(Assert.Throws<AcsException>(resume)!.Code, Is.EqualTo(ErrorCode.ResumeRefused));
        Assert.That(Contents(), Is.EqualTo(before), "a refused --resume leaves everything as it was");
    }

    private Dictionary<string, string> Contents() => Directory.GetFiles(Out).Where(file => Path.GetFileName(file)[0] != '.').ToDictionary(file => Path.GetFileName(file)!, File.ReadAllText);

    [GeneratedRegex("<ProjectReference Include=\"[^\"]*/([A-Za-z.]+)\\.csproj\"")]
    private static partial Regex Reference();

    private ScenarioResult Run(bool resume, IEngineFactory? engines = null, params string[] changes)
    {
        string path = Repository.PathOf("testbenches", "chip_inference", "scenarios", "quickstart-reference.yaml");
        string[] overrides = ["data.count=8", "batch=2", "threads=1", "expect={}", .. changes];
        Scenario scenario = ScenarioFile.Load(path, overrides);
        var options = new RunOptions { ScenarioPath = path, Overrides = overrides, ResultFolder = Out, Resume = resume, CheckGolden = false, Engines = engines ?? new NamedFactory(string.Empty) };
        return ScenarioRunner.Run(scenario, options, NoProgress.Instance);
    }

    /// <summary>The reference engine under any name.</summary>
    private sealed class NamedFactory(string name) : IEngineFactory
    {
        public void Prepare(EngineRequest request, CancellationToken cancellation)
        {
        }

        public string Identity(EngineKind kind, bool assertions, CancellationToken cancellation) => name;

        public EngineUnderTest Create(EngineRequest request) => DefaultEngineFactory.Instance.Create(request with { Kind = EngineKind.Reference });

        public IReadOnlyDictionary<string, string> Versions(EngineKind kind) => new Dictionary<string, string>();
    }
}
