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

    [Test]
    public void Setup_without_apt_says_what_to_install_elsewhere_and_exits_3()
    {
        using var folder = new TemporaryFolder();
        string path = AcsProcess.PathWith(folder, "dirname", "awk", "sed", "tr", "id", "cat", "mkdir");
        string bash = Toolchain.Tools.ExecutablePath.Find("bash")!;
        ProcessResult result = ProcessRunner.Default.Run(new ProcessRequest(bash, [Path.Combine(AcsProcess.Root, "scripts", "setup.sh"), "rtl"])
        {
            Environment = new Dictionary<string, string?> { ["PATH"] = path },
        });
        AcsProcess.AssertFails(result, 3, "ACS0501");
        Assert.That(result.Error, Does.Contain("dnf install").And.Contain("pacman").And.Contain("brew install verilator"));
    }
}
