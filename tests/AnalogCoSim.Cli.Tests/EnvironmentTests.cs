using System.Runtime.Versioning;
using System.Text.Json;
using AnalogCoSim.Toolchain.Processes;

namespace AnalogCoSim.Cli.Tests;

/// <summary>The variables that <c>scripts/README.md</c> lists take effect; those of the RTL, the cache and the checkout are in the tests that use them.</summary>
[TestFixture]
[UnsupportedOSPlatform("windows")]
[CancelAfter(120_000)]
public sealed class EnvironmentTests
{
    private static readonly (string Tool, string Variable)[] Tools = [("verilator", "ACS_VERILATOR"), ("g++", "ACS_CXX"), ("make", "ACS_MAKE"), ("yosys", "ACS_YOSYS"), ("dwebp", "ACS_DWEBP")];

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new TemporaryFolder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void Every_variable_of_the_page_is_one_of_the_program_or_of_its_scripts()
    {
        string page = Pages.Read("scripts/README.md");
        string table = page[page.IndexOf("## Environment", StringComparison.Ordinal)..];
        string[] named = [.. System.Text.RegularExpressions.Regex.Matches(table, "`(ACS_[A-Z_]+)").Select(match => match.Groups[1].Value)];
        string[] tested = ["ACS_NO_INSTALL", "ACS_DATA", "ACS_MODELS", "ACS_CACHE", .. Tools.Select(tool => tool.Variable), "ACS_RTL", "ACS_COVERAGE", "ACS_ROOT"];
        Assert.That(named, Is.EquivalentTo(tested), "a new variable needs a test that it takes effect");
    }

    [Test]
    public void Programs_that_variables_name_are_those_that_are_asked()
    {
        Dictionary<string, string?> environment = Tools.ToDictionary(tool => tool.Variable, tool => (string?)Script(tool.Variable, $"echo '{tool.Tool} 99.{tool.Variable.Length}'"));

        JsonElement[] checks = [.. AcsProcess.SingleJsonObject(AcsProcess.Run(environment, "doctor", "--json")).GetProperty("checks").EnumerateArray()];

        Assert.That(Tools.Select(tool => Check(checks, tool.Tool)), Is.EqualTo(Tools.Select(tool => ($"{tool.Tool} 99.{tool.Variable.Length}", environment[tool.Variable]))));

        static (string?, string?) Check(JsonElement[] checks, string tool)
        {
            JsonElement check = checks.Single(one => one.GetProperty("name").GetString() == tool);
            return (check.GetProperty("version").GetString(), check.GetProperty("path").GetString());
        }
    }

    [Test]
    public void Variables_that_name_nothing_are_told_by_name()
    {
        ProcessResult result = AcsProcess.Run(Tools.ToDictionary(tool => tool.Variable, _ => (string?)"/no/such/program"), "doctor");
        Assert.That(result.ExitCode, Is.EqualTo(3));
        foreach ((_, string variable) in Tools)
        {
            Assert.That(result.Output.ReplaceLineEndings(" "), Does.Contain($"{variable}=/no/such/program").And.Contain($"unset {variable}"));
        }
    }

    [TestCase("ACS_VERILATOR")]
    [TestCase("ACS_CXX")]
    public void Run_on_rtl_with_a_tool_that_is_not_there_names_the_variable(string variable)
    {
        ProcessResult result = AcsProcess.Run(new Dictionary<string, string?> { [variable] = "/no/such/program" }, Run("engine=rtl"));
        AcsProcess.AssertFails(result, 3, "ACS0501");
        Assert.That(result.Error, Does.Contain($"{variable}=/no/such/program, which is not executable").And.Contain($"unset {variable}"));
    }

    [Test]
    public void Run_on_rtl_calls_the_verilator_that_the_variable_names()
    {
        string fake = Script("fake", "case \"$*\" in *--version*) echo 'Verilator 5.999 of a test' ;; *) echo '%Error: said by the chosen one' >&2; exit 1 ;; esac");
        ProcessResult result = AcsProcess.Run(new Dictionary<string, string?> { ["ACS_VERILATOR"] = fake, ["ACS_CACHE"] = Path.Combine(_folder.Path, "cache") }, Run("engine=rtl"));
        Assert.That(result.ExitCode, Is.EqualTo(2), result.Error);
        Assert.That(result.Error, Does.Match("^ACS050[24] ").And.Contain("said by the chosen one"));
    }

    [Test]
    public void Networks_and_data_sets_are_looked_for_where_the_variables_say_unless_an_option_says_otherwise()
    {
        string models = Path.GetDirectoryName(Scenarios.Network)!;
        Assert.That(Told(models, "sets", "{ source: synthetic, count: 1 }"), Is.Empty);
        Assert.That(Told(_folder.Path, "sets", "{ source: synthetic, count: 1 }"), Does.Contain(Path.Combine(_folder.Path, "quickstart.onnx")));
        Assert.That(Told(models, "sets", "{ source: npz, root: \"${data}/none.npz\", count: 1 }"), Does.Contain(Path.Combine(_folder.Path, "sets")));
        Assert.That(Told(models, "sets", "{ source: npz, root: \"${data}/none.npz\", count: 1 }", "--data", Path.Combine(_folder.Path, "others")), Does.Contain(Path.Combine(_folder.Path, "others")));

        string Told(string from, string sets, string data, params string[] more) => AcsProcess.Run(
            new Dictionary<string, string?> { ["ACS_MODELS"] = from, ["ACS_DATA"] = Path.Combine(_folder.Path, sets) },
            ["run", _folder.Write("test.yaml", Scenarios.Minimal("${models}/quickstart.onnx", data)), "--out", Path.Combine(_folder.Path, "out"), .. more]).Error;
    }

    [Test]
    public void Run_adds_to_the_database_that_the_variable_names()
    {
        string database = Path.Combine(_folder.Path, "coverage");
        ProcessResult result = AcsProcess.Run(new Dictionary<string, string?> { ["ACS_COVERAGE"] = database }, Run("engine=reference"));
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(File.Exists(database));
    }

    [TestCase(null, true)]
    [TestCase("1", false)]
    public void Setup_installs_what_is_missing_unless_it_shall_install_nothing(string? value, bool installs)
    {
        string scripts = Directory.CreateDirectory(Path.Combine(_folder.Path, "checkout", "scripts")).FullName;
        foreach (string name in (string[])["setup.sh", "common.sh", "tool-versions.env"])
        {
            File.Copy(Path.Combine(AcsProcess.Root, "scripts", name), Path.Combine(scripts, name));
        }

        string asked = Path.Combine(_folder.Path, "asked");
        string bin = Directory.CreateDirectory(Path.Combine(_folder.Path, "bin")).FullName;
        Script("bin/apt-get", $"echo \"$*\" >>'{asked}'; exit 1");
        Script("bin/sudo", "exec \"$@\"");
        foreach (string name in (string[])["dirname", "awk", "sed", "tr", "id", "cat", "mkdir", "flock", "env", "grep", "sort", "head", "tail"])
        {
            File.CreateSymbolicLink(Path.Combine(bin, name), Toolchain.Programs.ExecutablePath.Find(name) ?? "/nothing");
        }

        var environment = new Dictionary<string, string?> { ["PATH"] = bin, ["ACS_NO_INSTALL"] = value, ["ACS_DWEBP"] = null };
        ProcessResult result = ProcessRunner.Default.Run(new ProcessRequest(Toolchain.Programs.ExecutablePath.Find("bash")!, [Path.Combine(scripts, "setup.sh"), "data"]) { Environment = environment });

        AcsProcess.AssertFails(result, 3, "ACS0501");
        Assert.That(File.Exists(asked), Is.EqualTo(installs), result.Error);
    }

    private string[] Run(string change) => ["run", _folder.Write("test.yaml", Scenarios.Minimal(Scenarios.Network, "{ source: synthetic, count: 1 }")), "--set", change, "--out", Path.Combine(_folder.Path, "out")];

    private string Script(string name, string text)
    {
        string path = _folder.Write(name, $"#!/bin/sh\n{text}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}
