using System.Text.RegularExpressions;

namespace AnalogCoSim.Cli.Tests;

/// <summary>Every figure of <c>testbenches/RESULTS.md</c> says what kind it is of, for which device model it holds, what repeats it and when it was recorded.</summary>
/// <remarks>That the commands and the files they name exist is held by <see cref="RemedyTests"/> and <see cref="PageLinkTests"/>.</remarks>
[TestFixture]
[Category("Smoke")]
public sealed partial class ResultsPageTests
{
    private const string Header = "| what | figure | kind | device model | command | recorded |";

    private static readonly string[] Kinds = ["measured", "fitted", "assumed", "quoted"];

    [Test]
    public void Every_figure_has_kind_device_model_command_date_and_commit()
    {
        string[] rows = [.. Rows(Pages.Read("testbenches/RESULTS.md"))];
        Assert.That(rows, Has.Length.GreaterThan(30));
        Assert.That(rows.Select(Objection).Where(found => found is not null), Is.Empty);
    }

    [TestCase("| a | 1 | guessed | ideal | `scripts/acs run FILE` | 2026-11-21 974be4c |")]
    [TestCase("| a | 1 | measured | | `scripts/acs run FILE` | 2026-11-21 974be4c |")]
    [TestCase("| a | 1 | measured | ideal | as before | 2026-11-21 974be4c |")]
    [TestCase("| a | 1 | measured | ideal | `scripts/acs run FILE` | lately |")]
    [TestCase("| a | many | measured | ideal | `scripts/acs run FILE` | 2026-11-21 974be4c |")]
    public void An_incomplete_row_is_found(string row) => Assert.That(Objection(row), Is.Not.Null);

    private static IEnumerable<string> Rows(string page)
    {
        bool inside = false;
        foreach (string line in page.Split('\n'))
        {
            if (inside && line.StartsWith('|') && !line.StartsWith("|--", StringComparison.Ordinal))
            {
                yield return line;
            }

            inside = line == Header || (inside && line.StartsWith('|'));
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

    [GeneratedRegex(@"^20\d\d-\d\d-\d\d [0-9a-f]{7,}$")]
    private static partial Regex Recorded();
}
