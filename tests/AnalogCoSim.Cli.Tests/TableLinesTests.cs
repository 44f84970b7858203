using AnalogCoSim.Cli.Output;
using Spectre.Console;

namespace AnalogCoSim.Cli.Tests;

/// <summary>Tables keep their verdict and their words at every width.</summary>
[TestFixture]
public sealed class TableLinesTests
{
    [TestCase(40)]
    [TestCase(60)]
    [TestCase(80)]
    [TestCase(100)]
    [TestCase(120)]
    public void Verdict_comes_first_and_no_line_is_too_long_or_splits_a_word(int width)
    {
        IReadOnlyList<string> lines = Lines(width);
        Assert.Multiple(() =>
        {
            Assert.That(lines.First(line => line.Contains("quickstart", StringComparison.Ordinal)).Trim(), Does.StartWith("MISSED"));
            Assert.That(lines.Max(line => line.Length), Is.LessThanOrEqualTo(width));
            string[] words = string.Join(' ', lines).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            foreach (string word in new[] { "95.83", "(23/24)", "3,741,696", "mismatches", "weight-level,", "120,107" })
            {
                Assert.That(words, Does.Contain(word));
            }
        });
    }

    [Test]
    public void Wide_terminal_has_one_line_a_row_and_narrow_one_a_block_without_empty_cells()
    {
        Assert.That(Lines(120), Has.Count.EqualTo(3));
        Assert.That(Lines(60), Is.EqualTo(new[]
        {
            "MISSED  quickstart", "  accuracy: 95.83 % (23/24)", "  devices: weight-level, two-device", "  mismatches / compared: 0 / 3,741,696 LDPU outputs", "  clocks/image: 120,107",
        }));
    }

    [TestCase(false, 100, "xterm", null, null, 100, true)]
    [TestCase(false, 100, "xterm", "40", null, 40, true)]
    [TestCase(false, 100, "dumb", null, null, 100, false)]
    [TestCase(false, 100, "", null, null, 100, false)]
    [TestCase(false, 100, "xterm", null, "true", 100, false)]
    [TestCase(false, 0, "xterm", null, null, 400, true)]
    [TestCase(true, 100, "xterm", null, null, 400, false)]
    [TestCase(true, 100, "xterm", "60", null, 60, false)]
    public void Bars_move_on_terminals_only_and_the_width_is_the_given_one(bool redirected, int terminal, string term, string? columns, string? ci, int width, bool animated)
    {
        var environment = new Dictionary<string, string?> { ["TERM"] = term, ["COLUMNS"] = columns, ["CI"] = ci };
        Assert.That(TerminalKind.Of(redirected, terminal, name => environment.GetValueOrDefault(name)), Is.EqualTo(new TerminalKind(width, animated)));
    }

    [TestCase("40")]
    [TestCase("60")]
    public void Run_in_a_narrow_pipe_tells_its_verdict_first(string columns)
    {
        using var folder = new TemporaryFolder();
        string scenario = folder.Write("one.yaml", Scenarios.Minimal(Scenarios.Network, "{ source: synthetic, count: 1 }"));
        var result = AcsProcess.Run(new Dictionary<string, string?> { ["COLUMNS"] = columns, ["TERM"] = "dumb" }, "run", scenario, "--out", Path.Combine(folder.Path, "out"));
        Assert.That(result.Output, Does.StartWith("met  "));
        Assert.That(result.Output.Split('\n').Where(line => !line.StartsWith("report:", StringComparison.Ordinal) && !line.StartsWith(' ')).Max(line => line.Length),
            Is.LessThanOrEqualTo(int.Parse(columns, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.That(result.Output + result.Error, Does.Not.Contain('\u001b'));
    }

    private static IReadOnlyList<string> Lines(int width)
    {
        Table table = Tables.Create("result", "scenario", ">accuracy", ">float", "devices", ">mismatches / compared", ">clocks/image");
        table.AddRow(new Text("MISSED"), new Text("quickstart"), new Text("95.83 % (23/24)"), new Text("-"), new Text("weight-level, two-device"), new Text("0 / 3,741,696 LDPU outputs"), new Text("120,107"));
        return TableLines.Of(table, AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(TextWriter.Null) }), width);
    }
}
