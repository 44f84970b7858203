using System.Text.RegularExpressions;

namespace AnalogCoSim.Architecture.Tests;

/// <summary>Messages use the words of the glossary (section 9 of src/ARCHITECTURE.md); identifiers and keys may differ from them.</summary>
[Category("Smoke")]
public sealed partial class WordTests
{
    [TestCase("src", "*.cs")]
    [TestCase("src", "*.h")]
    [TestCase("src", "*.cpp")]
    [TestCase("rtl", "*.sv")]
    public void Messages_count_clocks(string folder, string pattern)
    {
        string[] files = [.. Directory.EnumerateFiles(Path.Combine(RoomTable.Root, folder), pattern, SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal) && !file.Contains("/node_modules/", StringComparison.Ordinal))];
        Assert.That(files, Is.Not.Empty);
        Assert.That(files.SelectMany(file => File.ReadLines(file).Index().Where(line => SaysCycle(line.Item)).Select(line => $"{Path.GetRelativePath(RoomTable.Root, file)}:{line.Index + 1}")), Is.Empty);
    }

    [TestCase("throw new X($\"image {image}, cycle {rtl.Cycle}\");", true)]
    [TestCase("Table.Create(\"time\", \">cycles/image\");", true)]
    [TestCase("var x = $\"clock {chip.Cycle} of {count} cycles\";", true)]
    [TestCase("var x = $\"clock {chip.Cycle + cycles}\"; // a cycle", false)]
    [TestCase("/// <summary>The \"cycle\" of a clock.</summary>", false)]
    [TestCase("new Key(\"cycles\", \"cyclesPerImage\")", false)]
    public void Planted_message_is_seen(string line, bool seen) => Assert.That(SaysCycle(line), Is.EqualTo(seen));

    // A word alone is a key.
    private static bool SaysCycle(string line) =>
        !line.TrimStart().StartsWith("//", StringComparison.Ordinal)
        && Literal().Matches(line).Select(literal => Hole().Replace(literal.Groups[1].Value, string.Empty)).Any(text => Cycle().IsMatch(text) && !Word().IsMatch(text));

    [GeneratedRegex("\"((?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex Literal();

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Hole();

    [GeneratedRegex(@"\bcycles?\b", RegexOptions.IgnoreCase)]
    private static partial Regex Cycle();

    [GeneratedRegex(@"^\w+$")]
    private static partial Regex Word();
}
