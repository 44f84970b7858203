using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;

namespace AnalogCoSim.Core.Tests.Files;

/// <summary>A damaged line is found, whatever the damage; one that was cut short is dropped.</summary>
[TestFixture]
public sealed class SealedLinesTests
{
    private const string Kind = "test";

    private static readonly string[] Data = ["{\"a\":1}", "{\"a\":2}", "{\"a\":3}", "{\"a\":4}"];

    private string _path = string.Empty;

    [SetUp]
    public void SetUp()
    {
        _path = Path.GetTempFileName();
        using var lines = SealedLines.Create(_path, new SealedHeader(Kind, 1, "key"), Data[..2]);
        lines.Add(Data[2]);
        lines.Add(Data[3]);
    }

    [TearDown]
    public void TearDown() => File.Delete(_path);

    [Test]
    public void Lines_come_back()
    {
        (string key, IReadOnlyList<string> lines) = Read()!.Value;
        Assert.That((key, lines), Is.EqualTo(("key", Data)));
        Assert.That(File.ReadLines(_path).Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("line").GetInt32()), Is.EqualTo(new[] { 0, 1, 2, 3, 4 }));
    }

    [Test]
    public void Any_flipped_bit_is_found_or_costs_only_the_last_line()
    {
        byte[] whole = File.ReadAllBytes(_path);
        int last = whole.AsSpan()[..^1].LastIndexOf((byte)'\n') + 1;
        for (int bit = 0; bit < 8 * whole.Length; bit++)
        {
            byte[] damaged = [.. whole];
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            File.WriteAllBytes(_path, damaged);
            IReadOnlyList<string>? read = null;
            try
            {
                read = Read()?.Lines;
            }
            catch (AcsException error)
            {
                Assert.That(error.Code, Is.EqualTo(ErrorCode.DataDamaged));
                continue;
            }

            Assert.That(bit / 8, Is.EqualTo(whole.Length - 1), "only a lost last line break looks like a line that was cut short");
            Assert.That(read, Is.EqualTo(Data[..3]));
        }

        Assert.That(last, Is.GreaterThan(0));
    }

    [TestCase("0 1 1 2 3 4", Description = "doubled")]
    [TestCase("0 1 3 4", Description = "taken out")]
    [TestCase("0 2 1 3 4", Description = "swapped")]
    [TestCase("1 2 3 4", Description = "no header")]
    public void Line_out_of_its_place_is_found(string order)
    {
        string[] lines = File.ReadAllLines(_path);
        File.WriteAllText(_path, string.Concat(order.Split(' ').Select(i => lines[int.Parse(i, System.Globalization.CultureInfo.InvariantCulture)] + "\n")));
        Assert.That(Assert.Throws<AcsException>(() => Read())!.Code, Is.EqualTo(ErrorCode.DataDamaged));
    }

    // The same data at the same place, but behind another line.
    [Test]
    public void Line_of_another_file_at_its_own_place_is_found()
    {
        string path = Path.GetTempFileName();
        try
        {
            SealedLines.Create(path, new SealedHeader(Kind, 1, "key"), ["{\"a\":9}", .. Data[1..]]).Dispose();
            string[] lines = File.ReadAllLines(_path);
            lines[3] = File.ReadAllLines(path)[3];
            Assert.That(lines[3], Does.StartWith("{\"line\":3,\"data\":" + Data[2]));
            File.WriteAllText(_path, string.Concat(lines.Select(line => line + "\n")));
            Assert.That(Assert.Throws<AcsException>(() => Read())!.Code, Is.EqualTo(ErrorCode.DataDamaged));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Test]
    public void File_cut_anywhere_gives_the_whole_lines_before_the_cut()
    {
        byte[] whole = File.ReadAllBytes(_path);
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(_path, whole[..length]);
            int complete = whole.AsSpan(0, length).Count((byte)'\n');
            Assert.That(Read()?.Lines, complete == 0 ? Is.Null : Is.EqualTo(Data[..(complete - 1)]));
        }
    }

    [Test]
    public void Lines_of_another_kind_or_format_are_refused()
    {
        Assert.Throws<AcsException>(() => SealedLines.Read(_path, "other", 1));
        Assert.Throws<AcsException>(() => SealedLines.Read(_path, Kind, 2));
    }

    private (string Key, IReadOnlyList<string> Lines)? Read() => SealedLines.Read(_path, Kind, 1);
}
