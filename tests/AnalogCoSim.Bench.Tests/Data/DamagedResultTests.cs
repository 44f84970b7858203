using System.Text.Json;
using AnalogCoSim.Bench.Golden;
using AnalogCoSim.Bench.Tests.Support;
using AnalogCoSim.Core.Arrays;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;
using AnalogCoSim.Fuzz;

namespace AnalogCoSim.Bench.Tests.Data;

/// <summary>A seal says who wrote, not that it makes sense: what lies behind a right seal is read strictly too.</summary>
[TestFixture]
[CancelAfter(60_000)]
public sealed class DamagedResultTests
{
    private static readonly IReadOnlyList<FuzzReader> Readers = FuzzReaders.All();

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new TemporaryFolder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [TestCase("\"prediction\":", "\"prediction\":-", TestName = "Checkpoint_with_a_negative_class")]
    [TestCase("\"output\":[", "\"output\":[1,", TestName = "Checkpoint_with_more_outputs_than_classes")]
    [TestCase("\"stepCycles\":[]", "\"stepCycles\":null", TestName = "Checkpoint_without_clocks")]
    [TestCase("\"stepCycles\":[]", "\"stepCycles\":[1]", TestName = "Checkpoint_with_the_clocks_of_one_step")]
    [TestCase("\"mvms\":[", "\"mvms\":[9223372036854775807,", TestName = "Checkpoint_with_a_step_too_many")]
    [TestCase("\"sharedCounts\":0", "\"sharedCounts\":9223372036854775807", TestName = "Checkpoint_with_an_absurd_count")]
    [TestCase("\"first\":0", "\"first\":2147483647", TestName = "Checkpoint_of_an_image_that_is_not_there")]
    [TestCase("\"results\":[{", "\"results\":[null,{", TestName = "Checkpoint_with_a_missing_result")]
    public void Checkpoint_is_refused(string text, string other) => Refused("checkpoint", text, other);

    [TestCase("\"key\":\"0a\"", "\"key\":null", TestName = "Run_of_a_sweep_without_key")]
    [TestCase("\"accuracy\":90,", "\"accuracy\":1e999,", TestName = "Run_of_a_sweep_with_infinite_accuracy")]
    [TestCase("\"correct\":90", "\"correct\":101", TestName = "Run_of_a_sweep_with_more_right_than_images")]
    [TestCase("\"status\":\"ran\"", "\"status\":77", TestName = "Run_of_a_sweep_with_an_unknown_status")]
    [TestCase("\"published\":[]", "\"published\":[null]", TestName = "Run_of_a_sweep_with_a_missing_row")]
    public void Run_of_a_sweep_is_refused(string text, string other) => Refused("points", text, other);

    private static IEnumerable<TestCaseData> Traces()
    {
        yield return new TestCaseData("places", new NpyArray(new int[6], [6])).SetArgDisplayNames("places_in_one_row");
        yield return new TestCaseData("images", new NpyArray(new int[2], [1, 2])).SetArgDisplayNames("images_in_two_dimensions");
        yield return new TestCaseData("settings", new NpyArray(Array.Empty<ulong>(), [0])).SetArgDisplayNames("no_settings");
        yield return new TestCaseData("predictions", new NpyArray(new uint[2], [2])).SetArgDisplayNames("predictions_of_another_type");
        yield return new TestCaseData("recorded", null).SetArgDisplayNames("digests_of_no_image");
        yield return new TestCaseData("inputs", null).SetArgDisplayNames("counts_of_no_inputs");
    }

    [TestCaseSource(nameof(Traces))]
    public void Golden_trace_is_refused_with(string name, NpyArray? array)
    {
        FuzzReader reader = Readers.Single(one => one.Name == "golden");
        string path = _folder.Write("golden.npz", reader.Files["golden.npz"]);
        var arrays = new Dictionary<string, NpyArray>(GoldenTrace.Load(path).Arrays.Where(pair => pair.Key != name), StringComparer.Ordinal);
        if (array is not null)
        {
            arrays[name] = array;
        }

        NpzArchive.Write(path, GoldenFile.Sealed(arrays));
        Assert.That(Assert.Throws<AcsException>(() => reader.Read(_folder.Path))!.Code, Is.EqualTo(ErrorCode.DataDamaged));
    }

    private void Refused(string name, string text, string other)
    {
        FuzzReader reader = Readers.Single(one => one.Name == name);
        string path = _folder.Write(reader.File, reader.Files[reader.File]);
        string[] data = [.. File.ReadAllLines(path).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("data").GetRawText())];
        Assert.That(string.Concat(data), Does.Contain(text));
        SealedHeader header = JsonSerializer.Deserialize<SealedHeader>(data[0], JsonSerializerOptions.Web)!;
        SealedLines.Create(path, header, data.Skip(1).Select(line => line.Replace(text, other, StringComparison.Ordinal))).Dispose();
        Assert.That(Assert.Throws<AcsException>(() => reader.Read(_folder.Path))!.Code, Is.EqualTo(ErrorCode.DataDamaged));
    }
}
