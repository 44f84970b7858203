using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;
using AnalogCoSim.Toolchain.Processes;
using AnalogCoSim.Toolchain.Programs;
using AnalogCoSim.Toolchain.Tools;

namespace AnalogCoSim.Toolchain.Tests.Tools;

[Category("Smoke")]
public sealed class ToolLocatorTests
{
    private static readonly ToolSpecification Nothing =
        new("no-such-tool-acs", "ACS_NO_SUCH_TOOL", "--version", "no-such-package", new Version(1, 0), true, "does nothing");

    [TestCase("Verilator 5.006 2023-01-22 rev (Debian 5.006-3)", "5.6")]
    [TestCase("Verilator 5.038 2025-07-08 rev v5.038", "5.38")]
    [TestCase("12.2.0", "12.2.0")]
    [TestCase("GNU Make 4.3", "4.3")]
    [TestCase("Yosys 0.23 (git sha1 7ce5011c24b)", "0.23")]
    [TestCase("nothing to see", "0.0")]
    public void ParseVersion_reads_the_first_dotted_number(string text, string expected)
    {
        Assert.That(ToolLocator.ParseVersion(text), Is.EqualTo(Version.Parse(expected)));
    }

    [Test]
    public void Lowest_versions_are_those_of_the_scripts()
    {
        string[] lines = File.ReadAllLines(Path.Combine(Checkout.Root!, "scripts", "tool-versions.env"));

        string[] keys = ["VERILATOR_MIN=", "GXX_MIN=", "MAKE_MIN=", "YOSYS_MIN=", "DWEBP_MIN="];
        IEnumerable<Version> wanted = keys.Select(key => Version.Parse(lines.Single(line => line.StartsWith(key, StringComparison.Ordinal))[key.Length..]));
        Assert.That(ToolCatalog.All.Select(tool => tool.Minimum), Is.EqualTo(wanted));
    }

    [Test]
    public void Sdk_of_global_json_is_the_lowest_that_the_scripts_accept()
    {
        string json = File.ReadAllText(Path.Combine(Checkout.Root!, "global.json"));
        string line = File.ReadLines(Path.Combine(Checkout.Root!, "scripts", "tool-versions.env")).Single(line => line.StartsWith("DOTNET_SDK_MIN=", StringComparison.Ordinal));

        Assert.That(json, Does.Contain($"\"version\": \"{line.Split('=')[1]}\""));
    }

    [Test]
    public void Require_finds_the_compiler_with_its_version()
    {
        Tool tool = new ToolLocator(ProcessRunner.Default).Require(ToolCatalog.Compiler);

        Assert.That(tool.Path, Does.StartWith("/"));
        Assert.That(tool.Version, Is.GreaterThanOrEqualTo(ToolCatalog.Compiler.Minimum));
    }

    [Test]
    public void Require_of_a_missing_tool_names_the_variable_or_the_package()
    {
        var error = Assert.Throws<AcsException>(() => new ToolLocator(ProcessRunner.Default).Require(Nothing))!;

        Assert.That(error.Code, Is.EqualTo(ErrorCode.ToolMissing));
        Assert.That(error.Remedy, Does.Contain("apt-get install"));
    }

    [Test]
    [NonParallelizable]
    public void Environment_override_comes_before_the_path()
    {
        ToolSpecification make = ToolCatalog.Make with { Variable = "ACS_TEST_MAKE" };
        Environment.SetEnvironmentVariable("ACS_TEST_MAKE", "/no/such/make");
        try
        {
            var error = Assert.Throws<AcsException>(() => new ToolLocator(ProcessRunner.Default).Require(make))!;
            Assert.That(error.Actual, Does.Contain("ACS_TEST_MAKE=/no/such/make"));
        }
        finally
        {
            Environment.SetEnvironmentVariable("ACS_TEST_MAKE", null);
        }
    }

    [Test]
    public void Tool_below_the_minimum_version_is_refused()
    {
        ToolSpecification future = ToolCatalog.Compiler with { Minimum = new Version(999, 0) };

        var error = Assert.Throws<AcsException>(() => new ToolLocator(ProcessRunner.Default).Require(future))!;

        Assert.That(error.Expected, Does.Contain("999.0"));
    }

    [Test]
    public void Doctor_reports_each_tool_with_what_mends_it()
    {
        IReadOnlyList<ToolStatus> report = new Doctor(new ToolLocator(ProcessRunner.Default)).Examine([ToolCatalog.Compiler, Nothing]);

        Assert.Multiple(() =>
        {
            Assert.That(report[0].IsGood);
            Assert.That(report[0].Remedy, Is.Null);
            Assert.That(report[1].IsGood, Is.False);
            Assert.That(report[1].Problem, Does.Contain("not installed"));
            Assert.That(report[1].Remedy, Does.StartWith("sudo apt-get install"));
        });
    }
}
