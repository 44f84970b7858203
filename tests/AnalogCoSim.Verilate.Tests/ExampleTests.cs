using System.Globalization;
using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using AnalogCoSim.Verilate.Tests.Support;

namespace AnalogCoSim.Verilate.Tests;

/// <summary>The worked example, copied out of the repository, with packages out of the feed: it passes, draws its picture, and sees the bugs that its page names.</summary>
[NonParallelizable]
[Category("Nightly")]
[UnsupportedOSPlatform("windows")]
public sealed partial class ExampleTests
{
    private const string Picture = "sar_adc.svg";

    private const string Controller = "sar_controller.sv";

    private static readonly string Example = Path.Combine(LocalFeed.Root, "testbenches", "examples", "sar_adc");

    private LocalFeed _feed = null!;
    private string _folder = string.Empty;

    /// <summary>Rows of the page's table of bugs: what, in which file, which text, what instead, and which test sees it.</summary>
    private static IEnumerable<TestCaseData> Bugs => BugRow().Matches(Page)
        .Select(row => new TestCaseData(row.Groups["file"].Value, row.Groups["text"].Value, row.Groups["bug"].Value, row.Groups["test"].Value).SetArgDisplayNames(row.Groups["name"].Value));

    /// <summary>Registers that the reset branch clears.</summary>
    private static IEnumerable<string> Resets => ResetLine().Matches(ResetBranch().Match(File.ReadAllText(Path.Combine(Example, "rtl", Controller))).Value).Select(line => line.Groups[1].Value);

    private static string Page => File.ReadAllText(Path.Combine(Example, "README.md"));

    [OneTimeSetUp]
    public void Copy()
    {
        _feed = new LocalFeed();
        _folder = Path.Combine(_feed.Folder, "sar_adc");
        foreach (string file in Directory.EnumerateFiles(Example, "*", SearchOption.AllDirectories))
        {
            string relative = Path.GetRelativePath(Example, file);
            if (relative.Split('/')[0] is not ("bin" or "obj" or "TestResults"))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder, relative))!);
                File.Copy(file, Path.Combine(_folder, relative));
            }
        }

        _ = new Consumer(_feed, "settings", string.Empty, string.Empty);
        File.Copy(Path.Combine(_feed.Folder, "settings", "nuget.config"), Path.Combine(_folder, "nuget.config"), overwrite: true);
    }

    [OneTimeTearDown]
    public void Leave() => _feed?.Dispose();

    [Test]
    [CancelAfter(600_000)]
    public void Example_passes_and_draws_the_picture_of_its_page(CancellationToken token)
    {
        File.Delete(Path.Combine(_folder, Picture));

        (int status, string output) = Test();

        Assert.That(status, Is.Zero, output);
        Assert.That(output, Does.Not.Contain("warning"));
        Assert.That(int.Parse(Passed().Match(output).Groups[1].Value, CultureInfo.InvariantCulture), Is.EqualTo(int.Parse(Passed().Match(Page).Groups[1].Value, CultureInfo.InvariantCulture)), "tests that its page says there are");
        string drawn = File.ReadAllText(Path.Combine(_folder, Picture));
        Assert.That(drawn, Is.EqualTo(File.ReadAllText(Path.Combine(Example, Picture))), "the committed picture is what the example draws");
        Assert.That(Page, Does.Contain(Title().Match(drawn).Groups[1].Value), "and the page has its figures");
        _feed.TakeStarts();
        Assert.That(_feed.DotNet(_folder, "build", "-v", "q", "-p:NuGetAudit=false").Status, Is.Zero);
        Assert.That(_feed.TakeStarts(), Is.Empty, "a second build starts no tool");
    }

    [Test]
    public void Table_of_bugs_and_reset_branch_are_found() => Assert.That((Bugs.Count(), Resets.Count()), Is.EqualTo((BugLine().Count(Page) - 2, 6)));

    // Without assertions: the tests themselves must see it.
    [TestCaseSource(nameof(Bugs))]
    [CancelAfter(600_000)]
    public void Bug_that_the_page_names_is_seen_by_the_test_it_names(string file, string text, string bug, string test, CancellationToken token) => Assert.That(FailedWith(file, text, bug, test), Does.Contain(test));

    [TestCaseSource(nameof(Resets))]
    [CancelAfter(600_000)]
    public void Register_without_its_reset_is_seen(string register, CancellationToken token)
    {
        string branch = ResetBranch().Match(File.ReadAllText(Path.Combine(Example, "rtl", Controller))).Value;
        string without = string.Join('\n', branch.Split('\n').Where(line => ResetLine().Match(line).Groups[1].Value != register));

        Assert.That(FailedWith(Controller, branch, without, "Reset_at_any_time_clears_all_and_the_next_conversion_is_whole"), Is.Not.Empty);
    }

    // The names of the tests that fail with a bug in the copy; only the named ones are run.
    private string[] FailedWith(string name, string text, string bug, string test)
    {
        string file = Directory.EnumerateFiles(_folder, name, SearchOption.AllDirectories).Single(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal));
        string project = Path.Combine(_folder, "SarAdc.csproj");
        (string whole, string items) = (File.ReadAllText(file), File.ReadAllText(project));
        Assert.That(whole.Split(text), Has.Length.EqualTo(2), $"'{text}' stands once in {name}");
        try
        {
            File.WriteAllText(file, whole.Replace(text, bug, StringComparison.Ordinal));
            File.WriteAllText(project, items.Replace("Top=\"sar_controller\"", "Top=\"sar_controller\" Flavours=\"Fast\"", StringComparison.Ordinal));
            (int status, string output) = Test("--filter", $"FullyQualifiedName~{test}|Name~{test}");
            Assert.That(status, Is.Not.Zero, output);
            string[] failed = [.. Failed().Matches(output).Select(line => line.Groups[1].Value)];
            Assert.That(failed, Is.Not.Empty, output);
            return failed;
        }
        finally
        {
            File.WriteAllText(file, whole);
            File.WriteAllText(project, items);
        }
    }

    private (int Status, string Output) Test(params string[] more) => _feed.DotNet(_folder, ["test", "-nologo", "-p:NuGetAudit=false", .. more]);

    [GeneratedRegex(@"^\| (?<name>[^|`]+) \| `(?<file>[^`]+)` \| `(?<text>[^`]+)` \| `(?<bug>[^`]+)` \| `(?<test>\w+)` \|$", RegexOptions.Multiline)]
    private static partial Regex BugRow();

    // Every line of that table, its two lines of heading too.
    [GeneratedRegex(@"^\|(?:[^|\n]*\|){5}$", RegexOptions.Multiline)]
    private static partial Regex BugLine();

    [GeneratedRegex(@"if \(!rst_ni\) begin\n(?:.*<=.*\n)+? +end else")]
    private static partial Regex ResetBranch();

    [GeneratedRegex(@"^ +(\w+) <= ", RegexOptions.Multiline)]
    private static partial Regex ResetLine();

    [GeneratedRegex(@"Passed! .*Passed: +(\d+)")]
    private static partial Regex Passed();

    [GeneratedRegex(@"^ +Failed (\w+)", RegexOptions.Multiline)]
    private static partial Regex Failed();

    [GeneratedRegex("<title>(.*)</title>")]
    private static partial Regex Title();
}
