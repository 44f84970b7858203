using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Bench.Data;
using AnalogCoSim.Bench.Lockstep;
using AnalogCoSim.Bench.Running;
using AnalogCoSim.Bench.Scenarios.Binding;
using AnalogCoSim.Bench.Tests.Support;
using AnalogCoSim.Chip.Tests;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Inference;
using AnalogCoSim.Inference.Programming;

namespace AnalogCoSim.Bench.Tests.Running;

/// <summary>A checkpoint is taken over line by line only where each line is a batch of this run's images, and none comes twice. The seal of all files here is sound.</summary>
[TestFixture]
public sealed class CheckpointTests
{
    private const int Classes = 5;
    private const int Steps = 9;

    private static readonly PreparedRun Run = new(
        new ImageSet("drawn", 2, 6, 6, [10, 11, 12, 13], [0, 0, 0, 0], new float[4 * 72]), ProgrammedChip.Create(TestPrograms.Small(), new AnalogParameters { Fidelity = Fidelity.Exact }), [], "small", []);

    private static readonly Dictionary<string, BatchOutcome[]> Wrong = new()
    {
        ["a line twice"] = [Batch(0, 10, 11), Batch(0, 10, 11)],
        ["a line that begins within another"] = [Batch(0, 10, 11), Batch(1, 11, 12)],
        ["a line that ends within another"] = [Batch(2, 12, 13), Batch(1, 11, 12)],
        ["another image"] = [Batch(0, 10, 12)],
        ["images of another run"] = [Batch(0, 0, 1)],
        ["an image before the first"] = [Batch(-1, 9, 10)],
        ["an image behind the last"] = [Batch(3, 13, 14)],
        ["no image"] = [Batch(0)],
        ["a class that is none"] = [Batch(0, 10) with { Results = [Result(10) with { Prediction = Classes }] }],
        ["a class below the first"] = [Batch(0, 10) with { Results = [Result(10) with { Prediction = -1 }] }],
        ["an output of another length"] = [Batch(0, 10) with { Results = [Result(10) with { Output = new sbyte[Classes - 1] }] }],
        ["clocks of other steps"] = [Batch(0, 10) with { Results = [Result(10) with { StepCycles = new ulong[Steps - 1] }] }],
        ["absurd clocks"] = [Batch(0, 10) with { Results = [Result(10) with { Cycles = ulong.MaxValue }] }],
        ["MVMs of other steps"] = [Batch(0, 10) with { Statistics = new RunStatistics(new long[Steps + 1], new long[Steps]) }],
        ["held counts of other steps"] = [Batch(0, 10) with { Statistics = new RunStatistics(new long[Steps], new long[Steps - 1]) }],
        ["a negative count"] = [Batch(0, 10) with { Compared = new LockstepCounts(1, 1, -1, 1) }],
        ["an absurd count"] = [Batch(0, 10) with { Statistics = new RunStatistics([.. new long[Steps - 1], long.MaxValue], new long[Steps]) }],
    };

    private TemporaryFolder _folder = null!;

    private static IEnumerable<string> Named => Wrong.Keys;

    [SetUp]
    public void MakeFolder()
    {
        _folder = new TemporaryFolder();
        Directory.CreateDirectory(_folder.Path);
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCaseSource(nameof(Named))]
    public void Line_that_is_no_batch_of_this_run_is_refused(string what)
    {
        Write("key", Wrong[what]);
        var error = Assert.Throws<AcsException>(() => Restored("key"))!;
        string file = _folder.File("checkpoint.jsonl");
        Assert.That((error.Code, error.Where), Is.EqualTo((ErrorCode.DataDamaged, $"{file}, line {Wrong[what].Length + 1}")).Or.EqualTo((ErrorCode.DataDamaged, $"{file}:{Wrong[what].Length + 1}")));
    }

    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    [TestCase(-1)]
    public void Line_with_an_impossible_time_is_refused(double seconds) => Assert.Catch<Exception>(() =>
    {
        Write("key", [Batch(0, 10)], seconds);
        Restored("key");
    });

    [Test]
    public void Batches_of_this_run_are_taken_over_in_any_order()
    {
        Write("key", [Batch(3, 13), Batch(0, 10, 11)], 2.5);
        using Checkpoint checkpoint = Restored("key");
        Assert.That(checkpoint.Restored.Select(line => (line.First, line.Results.Count)), Is.EqualTo([(3, 1), (0, 2)]));
        Assert.That(checkpoint.Seconds, Is.EqualTo(2.5));
    }

    [Test]
    public void Lines_under_another_key_are_not_taken_over()
    {
        Write("key", [Batch(0, 10)]);
        Assert.That(Assert.Throws<AcsException>(() => Restored("another key"))!.Code, Is.EqualTo(ErrorCode.ResumeRefused));
    }

    private static BatchOutcome Batch(int first, params int[] images) =>
        new(first, [.. images.Select(Result)], new RunStatistics(new long[Steps], new long[Steps]), default, null);

    private static InferenceResult Result(int image) => new(image, new sbyte[Classes], 0, 9, new ulong[Steps]);

    private void Write(string key, BatchOutcome[] batches, double seconds = 1)
    {
        using Checkpoint checkpoint = Open(key, resume: false);
        checkpoint.Begin();
        Array.ForEach(batches, batch => checkpoint.Add(batch, seconds));
    }

    private Checkpoint Restored(string key) => Open(key, resume: true);

    private Checkpoint Open(string key, bool resume) =>
        new(ScenarioFile.Load(Quickstart.File, ["data.count=4", "record={}"]), new RunOptions { ScenarioPath = Quickstart.File, Resume = resume }, Run, key, _folder.File("checkpoint.jsonl"));
}
