using AnalogCoSim.Toolchain.Processes;

namespace AnalogCoSim.Cli.Tests;

/// <summary>Bad weather that the shell makes: few handles, closed streams, a folder that is gone, tools that do nothing, networks that are no files. The whole list is <c>scripts/quality/weather.sh</c>.</summary>
[TestFixture]
public sealed class WeatherTests
{
    private const string SyntheticImages = "{ source: synthetic, count: 2 }";

    [Test]
    [CancelAfter(60_000)]
    public void With_few_file_handles_a_run_says_so([Values(30, 50, 70, 80, 100, 122, 255)] int handles)
    {
        using var folder = new TemporaryFolder();
        ProcessResult result = Shell($"ulimit -n {handles}; exec \"$@\"", folder);
        AcsProcess.AssertFails(result, 2, "ACS0905");
        Assert.That(result.Error, Does.Contain("remedy: ").And.Contain("ulimit -n 1024").And.Not.Contain("Exception"));
        if (handles >= 122)
        {
            Assert.That(result.Error, Does.Contain("There are too few file handles.").And.Contain("at least 256").And.Match($@"actual: +{handles}\n"), "before anything begins");
        }
    }

    [TestCase("exec \"$@\" >&-")]
    [TestCase("exec \"$@\" 2>&-")]
    [TestCase("cd \"$0\" && rmdir \"$0\" && exec \"$@\"")]
    [CancelAfter(60_000)]
    public void Closed_streams_and_a_current_folder_that_is_gone_change_no_result(string line)
    {
        using var folder = new TemporaryFolder();
        ProcessResult result = Shell(line, folder);
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(File.ReadAllText(Path.Combine(folder.Path, "out", "result.json")), Does.Contain("\"digest\""));
    }

    [Test]
    [CancelAfter(60_000)]
    public void Full_disk_behind_stdout_is_told_as_such_and_one_behind_stderr_changes_nothing()
    {
        using var folder = new TemporaryFolder();
        ProcessResult result = Shell("exec \"$@\" >/dev/full", folder);
        AcsProcess.AssertFails(result, 2, "ACS0902");
        Assert.That(result.Error, Does.Match(@"where: +stdout\n").And.Match("remedy: .*redirected").And.Not.Contains("--out"));
        Assert.That(File.ReadAllText(Path.Combine(folder.Path, "out", "result.json")), Does.Contain("\"digest\""), "the result is whole");
        Assert.That(Shell("exec \"$@\" 2>/dev/full", folder).ExitCode, Is.Zero);
        Assert.That(Shell("exec \"$@\" --seed x 2>/dev/full", folder).ExitCode, Is.EqualTo(2));
    }

    [TestCase("mkfifo network.onnx")]
    [TestCase("mkdir network.onnx")]
    [TestCase("ln -s /dev/zero network.onnx")]
    [CancelAfter(60_000)]
    public void Network_that_is_no_file_is_refused_at_once(string make)
    {
        using var folder = new TemporaryFolder();
        string scenario = folder.Write("odd.yaml", Scenarios.Minimal(Path.Combine(folder.Path, "network.onnx"), SyntheticImages));
        ProcessResult result = Shell($"cd \"$(dirname \"$0\")\" && {make} && exec \"$@\"", folder, scenario);
        AcsProcess.AssertFails(result, 2, "ACS0201");
    }

    [TestCase("verilator", "case \"$*\" in *--version*|*--getenv*) exec \"$REAL\" \"$@\" ;; esac; exit 0", "Vmodel.h")]
    [TestCase("verilator", "case \"$*\" in *--getenv*) exit 0 ;; esac; exec \"$REAL\" \"$@\"", "verilated.h")]
    [TestCase("g++", "case \"$*\" in *--version*|*-dumpfullversion*) exec \"$REAL\" \"$@\" ;; esac; exit 0", ".o")]
    [CancelAfter(120_000)]
    public void Tool_that_ends_well_and_does_nothing_is_a_tool_that_failed(string tool, string script, string missing)
    {
        using var folder = new TemporaryFolder();
        string variable = tool == "verilator" ? "ACS_VERILATOR" : "ACS_CXX";
        string? real = AnalogCoSim.Toolchain.Programs.ExecutablePath.Find(Environment.GetEnvironmentVariable(variable) ?? tool);
        if (real is null)
        {
            Assert.Ignore($"{tool} is not installed; scripts/setup.sh rtl installs it.");
        }

        string bin = Directory.CreateDirectory(Path.Combine(folder.Path, "bin")).FullName;
        string path = Path.Combine(bin, tool);
        File.WriteAllText(path, $"#!/bin/sh\n{script.Replace("$REAL", real, StringComparison.Ordinal)}\n");
        string scenario = folder.Write("rtl.yaml", Scenarios.Minimal(Scenarios.Network, SyntheticImages));
        ProcessResult result = Shell($"chmod +x '{path}'; unset {variable}; PATH='{bin}':$PATH ACS_CACHE='{folder.Path}/cache' exec \"$@\" --engine rtl", folder, scenario);
        AcsProcess.AssertFails(result, 2, "ACS0502");
        Assert.That(result.Error, Does.Contain(missing));
    }

    // "$0" is a folder that the line may remove, "$@" the command.
    private static ProcessResult Shell(string line, TemporaryFolder folder, string? scenario = null)
    {
        string gone = Directory.CreateDirectory(Path.Combine(folder.Path, "gone")).FullName;
        string program = Path.Combine(TestContext.CurrentContext.TestDirectory, "acs.dll");
        scenario ??= folder.Write("small.yaml", Scenarios.Minimal(Scenarios.Network, SyntheticImages));
        return ProcessRunner.Default.Run(new ProcessRequest("bash", ["-c", line, gone, "dotnet", program, "run", scenario, "--out", Path.Combine(folder.Path, "out")]) { Timeout = TimeSpan.FromSeconds(60) });
    }
}
