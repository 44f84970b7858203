using AnalogCoSim.Toolchain.Processes;
using AnalogCoSim.Toolchain.Programs;

namespace AnalogCoSim.Cli.Tests;

/// <summary>What a run shows on a terminal, seen through the pseudo terminal of <c>script</c>.</summary>
[TestFixture]
[CancelAfter(120_000)]
public sealed class TerminalTests
{
    private const string CursorUp = "\u001b\\[\\d*A";
    private const string Colour = "\u001b\\[38;";

    [TestCase("xterm-256color", 100, false, true, true)]
    [TestCase("xterm-256color", 40, false, true, true)]
    [TestCase("xterm-256color", 100, true, true, false)]
    [TestCase("dumb", 100, false, false, false)]
    public void Bars_move_on_a_terminal_that_can_in_colours_that_are_wanted_and_the_verdict_is_always_there(string term, int columns, bool noColour, bool moves, bool coloured)
    {
        if (ExecutablePath.Find("script") is null)
        {
            Assert.Ignore("script is not installed.");
        }

        using var folder = new TemporaryFolder();
        string scenario = folder.Write("one.yaml", Scenarios.Minimal(Scenarios.Network, "{ source: synthetic, count: 4 }"));
        string program = Path.Combine(TestContext.CurrentContext.TestDirectory, "acs.dll");
        ProcessResult result = ProcessRunner.Default.Run(new ProcessRequest("script", ["-qec", $"stty cols {columns}; dotnet {program} run {scenario} --out {Path.Combine(folder.Path, "out")}", "/dev/null"])
        {
            WorkingDirectory = AcsProcess.Root,
            Environment = new Dictionary<string, string?> { ["TERM"] = term, ["NO_COLOR"] = noColour ? "1" : null, ["COLUMNS"] = null, ["CI"] = null },
            Timeout = TimeSpan.FromMinutes(1),
        });
        Assert.That(result.Output, moves ? Does.Match(CursorUp) : Does.Not.Contain("\u001b"));
        Assert.That(result.Output, coloured ? Does.Match(Colour) : Does.Not.Match(Colour));
        Assert.That(result.Output, Does.Match("(^|[\\n\\u001bhK ])met  "));
    }
}
