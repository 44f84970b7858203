using AnalogCoSim.Bench.Tests.Support;
using AnalogCoSim.Fuzz;

namespace AnalogCoSim.Bench.Tests.Data;

/// <summary>The short form of <c>scripts/quality/fuzz.sh</c>.</summary>
[TestFixture]
[CancelAfter(120_000)]
public sealed class FuzzTests
{
    private const int Inputs = 250;

    private static IEnumerable<TestCaseData> Readers() => FuzzReaders.All().Select(reader => new TestCaseData(reader).SetArgDisplayNames(reader.Name));

    [TestCaseSource(nameof(Readers))]
    public void Damaged_files_are_refused_with_code_and_place(FuzzReader reader)
    {
        using var folder = new TemporaryFolder();
        FuzzCount count = new FuzzRun(reader, 1, folder.Path).Go((int)(Inputs * Math.Min(1, reader.Share)));
        Assert.Multiple(() =>
        {
            Assert.That(count.Met, string.Join('\n', count.Failures));
            Assert.That(count.Refused, Is.Positive, "nothing was refused: is anything damaged?");
        });
    }

    [Test]
    public void A_reader_that_breaks_or_takes_damage_for_contents_is_noticed()
    {
        var sound = new Dictionary<string, byte[]> { ["a.bin"] = [.. Enumerable.Range(0, 64).Select(i => (byte)i)] };
        var breaks = new FuzzReader("breaks", "a.bin", sound, folder => File.ReadAllBytes(Path.Combine(folder, "a.bin"))[63]);
        var believes = new FuzzReader("believes", "a.bin", sound, folder => File.ReadAllBytes(Path.Combine(folder, "a.bin")).Aggregate(0UL, (sum, b) => (sum * 31) + b)) { Checked = true };
        using var folder = new TemporaryFolder();
        FuzzCount broken = new FuzzRun(breaks, 1, folder.Path).Go(100);
        FuzzCount believed = new FuzzRun(believes, 1, folder.Path).Go(100);
        Assert.Multiple(() =>
        {
            Assert.That((broken.Met, broken.Crashes), Is.EqualTo((false, broken.Crashes)));
            Assert.That(broken.Crashes, Is.Positive);
            Assert.That(broken.Failures[0], Does.Contain("IndexOutOfRangeException"));
            Assert.That(believed.Silent, Is.Positive);
            Assert.That(believed.Met, Is.False);
        });
    }
}
