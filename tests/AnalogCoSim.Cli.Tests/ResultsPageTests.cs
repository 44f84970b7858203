using System.Text.RegularExpressions;
using AnalogCoSim.Report.Recorded;
using AnalogCoSim.Toolchain.Processes;
using AnalogCoSim.Toolchain.Programs;

namespace AnalogCoSim.Cli.Tests;

/// <summary>Every figure of <c>testbenches/RESULTS.md</c> says what kind it is of, for which device model it holds, what repeats it and when it was recorded.</summary>
/// <remarks>That the commands and the files they name exist is held by <see cref="RemedyTests"/> and <see cref="PageLinkTests"/>.</remarks>
[TestFixture]
[Category("Smoke")]
public sealed partial class ResultsPageTests
{
    private const string Records = "testbenches/records";

    private static readonly string[] Kinds = ["measured", "fitted", "assumed", "quoted"];

    [Test]
    public void Every_figure_has_kind_device_model_command_date_and_commit()
    {
        string[] rows = [.. Rows(Pages.Read("testbenches/RESULTS.md"))];
        Assert.That(rows, Has.Length.GreaterThan(30));
        Assert.That(rows.Select(Objection).Where(found => found is not null), Is.Empty);
    }

    [Test]
    public void The_page_is_what_its_records_give() =>
        Assert.That(Pages.Read("testbenches/RESULTS.md"), Is.EqualTo(ResultsPage.Make(Path.Combine(Folder, "RESULTS.md.liquid"), Folder)), "acs results writes it");

    [Test]
    public void Every_record_is_used_and_tells_of_a_commit_of_this_history()
    {
        string template = Pages.Read($"{Records}/RESULTS.md.liquid");
        string[] names = [.. Directory.EnumerateFiles(Folder, "*.json").Select(path => Path.GetFileNameWithoutExtension(path))];
        Assert.That(names.Where(name => !template.Contains($"| {name} |", StringComparison.Ordinal)), Is.Empty, "records that no row shows");
        string[] commits = [.. names.Select(name => RecordedResult.Read(Path.Combine(Folder, name + ".json")).Commit).Distinct()];
        if (Git("rev-parse", "--is-shallow-repository") != "false")
        {
            Assert.Ignore("The history is not all here.");
        }

        Assert.That(commits.Where(commit => Git("merge-base", "--is-ancestor", commit, "HEAD") is null), Is.Empty, "commits that are not of this history");
    }

    [TestCase("| a | 1 | guessed | ideal | `scripts/acs run FILE` | 2026-11-21 974be4c |")]
    [TestCase("| a | 1 | measured | | `scripts/acs run FILE` | 2026-11-21 974be4c |")]
    [TestCase("| a | 1 | measured | ideal | as before | 2026-11-21 974be4c |")]
    [TestCase("| a | 1 | measured | ideal | `scripts/acs run FILE` | lately |")]
    [TestCase("| a | many | measured | ideal | `scripts/acs run FILE` | 2026-11-21 974be4c |")]
    public void An_incomplete_row_is_found(string row) => Assert.That(Objection(row), Is.Not.Null);

    private static string Folder => Path.Combine(AcsProcess.Root, Records);

    // Null where git says no, or is not there.
    private static string? Git(params string[] arguments)
    {
        if (ExecutablePath.Find("git") is not { } git)
        {
            return null;
        }

        ProcessResult result = ProcessRunner.Default.Run(new ProcessRequest(git, ["-C", AcsProcess.Root, .. arguments]));
        return result.ExitCode == 0 ? result.Output.Trim() : null;
    }

    private static IEnumerable<string> Rows(string page)
    {
        bool inside = false;
        foreach (string line in page.Split('\n'))
        {
            if (inside && line.StartsWith('|') && !line.StartsWith("|--", StringComparison.Ordinal))
            {
                yield return line;
            }

            inside = line == ResultsPage.Header || (inside && line.StartsWith('|'));
        }
    }

    private static string? Objection(string row)
    {
        string[] cells = [.. row.Trim('|').Split('|').Select(cell => cell.Trim())];
        bool complete = cells is [{ Length: > 0 }, var figure, var kind, { Length: > 0 }, var command, var recorded]
            && figure.Any(char.IsDigit) && Kinds.Contains(kind) && Command().IsMatch(command) && Recorded().IsMatch(recorded);
        return complete ? null : row;
    }

    [GeneratedRegex("^`scripts/[^`]+`$")]
    private static partial Regex Command();

    [GeneratedRegex(@"^20\d\d-\d\d-\d\d [0-9a-f]{7,}(, copied by hand)?$")]
    private static partial Regex Recorded();
}
