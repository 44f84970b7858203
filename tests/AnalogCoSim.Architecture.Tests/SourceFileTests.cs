using System.Globalization;
using System.Text.RegularExpressions;

namespace AnalogCoSim.Architecture.Tests;

/// <summary>Lines are no longer than .editorconfig allows, and usings are in order; the compiler looks at neither.</summary>
[Category("Smoke")]
public sealed partial class SourceFileTests
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

    [Test]
    public void Usings_are_in_order_with_those_of_the_system_first()
    {
        string[] files = [.. Folders.SelectMany(folder => Files(Path.Combine(RoomTable.Root, folder), ".cs"))];
        Assert.That(files.Where(file => !AreInOrder(File.ReadAllText(file))).Select(file => Path.GetRelativePath(RoomTable.Root, file)), Is.Empty);
    }

    [TestCase("using System;\nusing System.Text;\nusing Alpha;\nusing Beta;\n", true)]
    [TestCase("using Beta;\nusing Alpha;\n", false)]
    [TestCase("using Alpha;\nusing System;\n", false)]
    [TestCase("using System.Text;\nusing System.IO;\n\nnamespace One;\n", false)]
    public void Planted_order_is_seen(string text, bool right) => Assert.That(AreInOrder(text), Is.EqualTo(right));

    private static bool AreInOrder(string text)
    {
        string[] names = [.. Using().Matches(text).Select(match => match.Groups["name"].Value)];
        return names.SequenceEqual(names.OrderBy(name => name.Split('.')[0] != "System").ThenBy(name => name, StringComparer.Ordinal));
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

    [GeneratedRegex(@"^using (?<name>[\w.]+);$", RegexOptions.Multiline)]
    private static partial Regex Using();
}
