using System.Text;
using AnalogCoSim.Toolchain.Processes;

namespace AnalogCoSim.Toolchain.Tests.Processes;

/// <summary>What is kept of a stream, and what is handed on.</summary>
[Category("Smoke")]
public sealed class LineCollectorTests
{
    [TestCase("", "")]
    [TestCase("a\nb", "a|b")]
    [TestCase("a\r\nb\r\n", "a|b")]
    [TestCase("10 %\r20 %\r\n\ndone\n", "10 %|20 %||done")]
    [TestCase("\n\r\n\r", "||")]
    public async Task Lines_end_with_feed_return_or_both(string text, string lines)
    {
        var (seen, kept) = await Collect(text, keep: 100);

        Assert.That(string.Join('|', seen), Is.EqualTo(lines));
        Assert.That(kept, Is.EqualTo(string.Concat(seen.Select(line => line + '\n'))));
    }

    [Test]
    public async Task Of_endless_output_start_and_end_are_kept_and_every_line_is_handed_on()
    {
        string text = string.Concat(Enumerable.Range(0, 10_000).Select(line => $"line {line:0000}\n"));

        var (seen, kept) = await Collect(text, keep: 25);

        Assert.That(seen, Has.Count.EqualTo(10_000));
        Assert.That(kept, Is.EqualTo("line 0000\nline 0001\n[9996 lines left out]\nline 9998\nline 9999\n"));
    }

    [Test]
    public async Task Line_without_end_comes_in_pieces()
    {
        var (seen, kept) = await Collect(new string('x', 100_000) + "\ny\n", keep: 1000);

        Assert.That(seen, Has.Count.EqualTo(101));
        Assert.That(seen.Max(line => line.Length), Is.EqualTo(1000));
        Assert.That(kept, Has.Length.LessThan(3000).And.EndsWith("y\n"));
    }

    [Test]
    public async Task Characters_of_several_bytes_survive_a_cut_between_reads()
    {
        string text = string.Concat(Enumerable.Repeat("äé€😀", 3000)) + "\n";

        var (_, kept) = await Collect(text, LineCollector.DefaultKeep);

        Assert.That(kept, Is.EqualTo(text));
    }

    private static async Task<(List<string> Seen, string Kept)> Collect(string text, int keep)
    {
        var seen = new List<string>();
        var collector = new LineCollector(OutputKind.Output, (_, line) => seen.Add(line), keep);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        await collector.ReadAllAsync(stream, CancellationToken.None);
        return (seen, collector.Text);
    }
}
