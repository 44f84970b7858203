using System.Text.RegularExpressions;

namespace AnalogCoSim.Cli.Tests;

/// <summary>What a page points to is there: files, headings, and paths in backquotes.</summary>
[TestFixture]
[Category("Smoke")]
public sealed partial class PageLinkTests
{
    [Test]
    public void Every_relative_link_of_a_page_leads_to_a_file_and_a_heading()
    {
        IEnumerable<string> dead = Pages.All.SelectMany(page => Link().Matches(WithoutCode(Pages.Read(page))).Select(match => match.Groups[1].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal) && !Leads(page, target)).Select(target => $"{page}: {target}"));
        Assert.That(dead, Is.Empty);
    }

    [Test]
    public void Every_path_that_a_page_names_exists()
    {
        IEnumerable<string> dead = Pages.Present.SelectMany(page => Code().Matches(Pages.Read(page)).SelectMany(match => match.Value.Trim('`').Split(' '))
            .Where(word => OwnPath().IsMatch(word) && !Exists(word.TrimEnd('/'))).Select(word => $"{page}: {word}"));
        Assert.That(dead, Is.Empty);
    }

    [Test]
    public void Every_folder_in_the_table_of_a_readme_lies_beside_it()
    {
        IEnumerable<string> dead = Pages.Present.Where(page => Path.GetFileName(page) == "README.md")
            .SelectMany(page => FolderRow().Matches(Pages.Read(page)).Select(match => Path.Combine(Path.GetDirectoryName(page)!, match.Groups[1].Value))).Where(folder => !Exists(folder));
        Assert.That(dead, Is.Empty);
    }

    [Test]
    public void Readme_is_a_page_of_at_most_100_lines() => Assert.That(Pages.Read("README.md").Split('\n'), Has.Length.LessThanOrEqualTo(101));

    [TestCase("src/NOWHERE.md")]
    [TestCase("src/ARCHITECTURE.md#8-mistakes")]
    public void A_dead_link_is_found(string target) => Assert.That(Leads("README.md", target), Is.False);

    [TestCase("src/ARCHITECTURE.md#8-errors")]
    [TestCase("#i-want-to-")]
    [TestCase("testbenches/")]
    public void A_live_link_is_taken(string target) => Assert.That(Leads("README.md", target), Is.True);

    private static bool Leads(string page, string target)
    {
        string[] parts = target.Split('#');
        string path = parts[0].Length == 0 ? page : Path.GetRelativePath(AcsProcess.Root, Path.GetFullPath(Path.Combine(AcsProcess.Root, Path.GetDirectoryName(page)!, parts[0])));
        return Exists(path) && (parts.Length == 1 || Heading().Matches(WithoutCode(Pages.Read(path))).Any(match => Anchor(match.Groups[1].Value) == parts[1]));
    }

    private static bool Exists(string path) => Path.Exists(Path.Combine(AcsProcess.Root, path));

    // As GitHub makes it.
    private static string Anchor(string heading) => Punctuation().Replace(heading.Trim().ToLowerInvariant(), string.Empty).Replace(' ', '-');

    private static string WithoutCode(string text) => Fence().Replace(text, string.Empty);

    [GeneratedRegex(@"(?<=\])\(([^()\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("`[^`\n]+`")]
    private static partial Regex Code();

    // Without placeholders, which have capitals only or angle brackets.
    [GeneratedRegex(@"^(?:src|rtl|tests|testbenches|scripts|\.ci|\.github)/(?!.*\b[A-Z]{3,}\b)[\w./-]+$")]
    private static partial Regex OwnPath();

    [GeneratedRegex(@"^\| `([\w./-]+/)`", RegexOptions.Multiline)]
    private static partial Regex FolderRow();

    [GeneratedRegex("^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Punctuation();

    [GeneratedRegex("^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
