using System.Globalization;
using System.Text.RegularExpressions;

namespace AnalogCoSim.Architecture.Tests;

/// <summary>No line is longer than .editorconfig allows.</summary>
[Category("Smoke")]
public sealed partial class LineLengthTests
{
    private static readonly string[] Folders = ["src", "rtl", "tests", "scripts"];

    // What is built or fetched, and what is generated.
    private static readonly string[] NotOurs = ["bin", "obj", "node_modules", "__pycache__"];

    private static readonly Dictionary<string, int> Limits = Read(File.ReadAllText(Path.Combine(RoomTable.Root, ".editorconfig")));

    [TestCase(".cs")]
    [TestCase(".sv")]
    [TestCase(".svh")]
    [TestCase(".sh")]
    public void Lines_keep_the_length_that_the_editorconfig_sets(string extension)
    {
        string[] files = [.. Folders.SelectMany(folder => Files(Path.Combine(RoomTable.Root, folder), extension))];
        Assert.That(files, Is.Not.Empty);
        Assert.That(files.SelectMany(file => TooLong(Path.GetRelativePath(RoomTable.Root, file), File.ReadLines(file), Limits[extension])), Is.Empty);
    }

    [Test]
    public void Planted_long_line_is_seen()
    {
        Assert.That(TooLong("x.cs", ["short", new string('x', 240), new string('x', 241)], Read("[*]\ncharset = utf-8\n\n[*.{cs,sv}]\nmax_line_length = 240\n")[".sv"]), Is.EqualTo(["x.cs:3: 241 characters"]));
    }

    private static IEnumerable<string> TooLong(string file, IEnumerable<string> lines, int limit) =>
        lines.Index().Where(line => line.Item.Length > limit).Select(line => $"{file}:{line.Index + 1}: {line.Item.Length} characters");

    private static IEnumerable<string> Files(string folder, string extension) =>
        Directory.EnumerateFiles(folder).Where(file => file.EndsWith(extension, StringComparison.Ordinal) && !file.EndsWith(".g.cs", StringComparison.Ordinal))
            .Concat(Directory.EnumerateDirectories(folder).Where(inner => !NotOurs.Contains(Path.GetFileName(inner))).SelectMany(inner => Files(inner, extension)));

    // Section headers are [*.x] or [*.{x,y}].
    private static Dictionary<string, int> Read(string text) => new(
        from section in Section().Matches(text)
        from extension in section.Groups["extensions"].Value.Split(',')
        select KeyValuePair.Create("." + extension, int.Parse(section.Groups["limit"].Value, CultureInfo.InvariantCulture)));

    [GeneratedRegex(@"^\[\*\.\{?(?<extensions>[\w,]+)\}?\]\n(?:(?!\[).*\n)*?max_line_length = (?<limit>\d+)$", RegexOptions.Multiline)]
    private static partial Regex Section();
}
