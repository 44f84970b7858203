using AnalogCoSim.Toolchain.Processes;

namespace AnalogCoSim.Cli.Tests;

/// <summary>RTL that is broken on purpose is refused, or stopped, with a coded error.</summary>
[TestFixture]
public sealed class BrokenRtlTests
{
    [Test]
    public void Rtl_with_a_syntax_error_is_located_and_exits_2()
    {
        using var folder = new TemporaryFolder();
        Insert(folder, "  this is not SystemVerilog;");
        ProcessResult result = RunWith(folder);
        AcsProcess.AssertFails(result, 2, "ACS0504");
        Assert.That(result.Error, Does.Contain("acs_tile.sv:"));
    }

    [Test]
    public void Failing_rtl_assertion_exits_1()
    {
        using var folder = new TemporaryFolder();
        Insert(folder, "  Planted_A: assert property (@(posedge clk_i) disable iff (!rst_ni) !start_i) else $error(\"planted\");");
        ProcessResult result = RunWith(folder);
        AcsProcess.AssertFails(result, 1, "ACS0601");
    }

    [Test]
    public void What_the_rtl_displays_is_on_stderr_and_in_the_log_of_the_run()
    {
        using var folder = new TemporaryFolder();
        Insert(folder, "  initial $display(\"planted in %m%c[2J%c%c31m\", 8'h1b, 8'h07, 8'h0d);");
        ProcessResult result = RunWith(folder);
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(result.Error, Does.Contain("rtl: ").And.Contain("planted in "));
        Assert.That(result.Output, Does.Not.Contain("planted"));
        string log = Directory.GetFiles(Path.Combine(folder.Path, "results"), "run.log", SearchOption.AllDirectories).Single();
        Assert.That(File.ReadAllText(log), Does.Contain("planted in "));
        Assert.That(result.Error, Does.Contain("\\x1b[2J\\x07\\x0d31m"), "what would steer the terminal is written out");
        EscapeTests.AssertPlain(result);
        EscapeTests.AssertPlain(Path.GetDirectoryName(log)!);
    }

    // The scenario names the checkout's files: without this a bug in the chosen RTL would pass.
    [TestCase("")]
    [TestCase("rtl")]
    public void Bench_of_a_block_runs_on_the_rtl_that_is_chosen(string named)
    {
        using var folder = new TemporaryFolder();
        RtlCopy.Into(folder);
        RtlCopy.Replace(folder, "fp16/acs_fp16_unit.sv", "endmodule", "  this is not SystemVerilog;\nendmodule");
        string scenario = Path.Combine("testbenches", "fp16", "scenarios", "fp16-conversions.yaml");

        ProcessResult result = AcsProcess.Run(new Dictionary<string, string?> { ["ACS_RTL"] = Path.Combine(folder.Path, named) }, "run", scenario, "--out", Path.Combine(folder.Path, "results"));

        AcsProcess.AssertFails(result, 2, "ACS0504");
        Assert.That(result.Error, Does.Contain("acs_fp16_unit.sv:"));
    }

    [Test]
    public void Bench_of_a_block_says_when_the_chosen_folder_holds_no_such_file()
    {
        using var folder = new TemporaryFolder();
        string scenario = Path.Combine("testbenches", "fp16", "scenarios", "fp16-conversions.yaml");

        ProcessResult result = AcsProcess.Run(new Dictionary<string, string?> { ["ACS_RTL"] = folder.Path }, "run", scenario, "--out", Path.Combine(folder.Path, "results"));

        AcsProcess.AssertFails(result, 2, "ACS0104");
        Assert.That(result.Error, Does.Contain(Path.Combine(folder.Path, "rtl", "chip", "chip.f")).And.Contain("ACS_RTL"));
    }

    private static ProcessResult RunWith(TemporaryFolder folder) => AcsProcess.Run(
        new Dictionary<string, string?> { ["ACS_RTL"] = folder.Path },
        "run",
        folder.Write("broken.yaml", Scenarios.Minimal(Scenarios.Network, "{ source: synthetic, count: 1 }")),
        "--engine",
        "lockstep",
        "--set",
        "assertions=true",
        "--set",
        "record.replay=false",
        "--out",
        Path.Combine(folder.Path, "results"));

    // A copy of the RTL with a line before the end of the tile.
    private static void Insert(TemporaryFolder folder, string line)
    {
        RtlCopy.Into(folder);
        RtlCopy.Replace(folder, "core/acs_tile.sv", "endmodule", line + "\nendmodule");
    }
}
