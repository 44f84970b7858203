using System.Text.RegularExpressions;
using AnalogCoSim.Toolchain.Processes;

namespace AnalogCoSim.Cli.Tests;

/// <summary>The README shows what the program prints.</summary>
[TestFixture]
public sealed partial class ReadmeTests
{
    private const string Scenario = "testbenches/chip_inference/scenarios/quickstart.yaml";

    [Test]
    [CancelAfter(300_000)]
    public void Sample_output_of_the_quick_start_is_what_it_prints_but_for_times()
    {
        string sample = Pages.Read("README.md").Split($"<!-- output of: scripts/acs run {Scenario} -->\n```\n")[1].Split("```")[0];
        using var folder = new TemporaryFolder();
        ProcessResult result = AcsProcess.Run(new Dictionary<string, string?> { ["COLUMNS"] = null }, "run", Scenario, "--out", Path.Combine(folder.Path, "out"));
        Assert.That(Timeless(sample), Is.EqualTo(Timeless(result.Output)));
    }

    private static string[] Timeless(string text) =>
        [.. Times().Replace(text, "$1").Split('\n').Select(line => Blanks().Replace(line, " ").Trim()).Where(line => line.Length > 0 && !line.StartsWith("report:", StringComparison.Ordinal) && line.Any(c => c != '-'))];

    [GeneratedRegex(@"[\d.,]+( s$| images/s here)", RegexOptions.Multiline)]
    private static partial Regex Times();

    [GeneratedRegex(" +")]
    private static partial Regex Blanks();
}
