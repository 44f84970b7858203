using AnalogCoSim.Toolchain.Processes;

namespace AnalogCoSim.Cli.Tests;

[TestFixture]
public sealed class ScriptTests
{
    private static IEnumerable<string> Scripts() =>
        Directory.GetFiles(Path.Combine(AcsProcess.Root, "scripts"))
            .Where(path => Path.GetExtension(path) is "" or ".sh")
            .Append(Path.Combine(AcsProcess.Root, ".ci", "run"))
            .Select(path => Path.GetRelativePath(AcsProcess.Root, path));

    [TestCaseSource(nameof(Scripts))]
    public void Script_is_well_formed(string script)
    {
        ProcessResult result = ProcessRunner.Default.Run(new ProcessRequest("bash", ["-n", Path.Combine(AcsProcess.Root, script)]));
        Assert.That(result.ExitCode, Is.Zero, result.Error);
    }

    [TestCase("rtl", "brew install verilator &&", "gcc-c++ zlib-devel")]
    [TestCase("data", "brew install webp &&", "libwebp-tools")]
    [CancelAfter(30_000)]
    public void Setup_without_apt_says_what_to_install_elsewhere_and_exits_3(string part, string brew, string fedora)
    {
        ProcessResult result = Setup(part, []);
        AcsProcess.AssertFails(result, 3, "ACS0501");
        Assert.That(result.Error, Does.Contain("dnf install").And.Contain(fedora).And.Contain("pacman").And.Contain(brew));
    }

    [TestCase("rtl", "ACS_VERILATOR")]
    [TestCase("rtl", "ACS_CXX")]
    [CancelAfter(30_000)]
    public void Setup_installs_nothing_for_a_chosen_program_that_is_not_there(string part, string variable)
    {
        ProcessResult result = Setup(part, new() { [variable] = "/no/such/program" });
        AcsProcess.AssertFails(result, 3, "ACS0501");
        Assert.That(result.Error, Does.Contain($"{variable}=/no/such/program is not executable").And.Contain($"unset {variable}"));
    }

    [Test]
    [CancelAfter(60_000)]
    public void Setup_provides_all_that_the_lint_runs()
    {
        string script = File.ReadAllText(Path.Combine(AcsProcess.Root, "scripts", "lint.sh"));
        Assert.That(script, Does.Contain("scripts/setup.sh lint"));

        using var folder = new TemporaryFolder();
        string stub = folder.Write("tool", "#!/bin/sh\necho Verilator 5.048\n");
        Assert.That(ProcessRunner.Default.Run(new ProcessRequest("chmod", ["+x", stub])).ExitCode, Is.Zero);
        ProcessResult result = Setup("lint", new() { ["ACS_VERILATOR"] = stub, ["ACS_CXX"] = stub });
        AcsProcess.AssertFails(result, 3, "ACS0501");
        Assert.That(result.Error, Does.Contain("apt-get install yosys"));
    }

    private static ProcessResult Setup(string part, Dictionary<string, string?> environment)
    {
        using var folder = new TemporaryFolder();
        environment["PATH"] = AcsProcess.PathWith(folder, "dirname", "awk", "sed", "tr", "id", "cat", "mkdir");
        string bash = Toolchain.Tools.ExecutablePath.Find("bash")!;
        return ProcessRunner.Default.Run(new ProcessRequest(bash, [Path.Combine(AcsProcess.Root, "scripts", "setup.sh"), part]) { Environment = environment });
    }
}
