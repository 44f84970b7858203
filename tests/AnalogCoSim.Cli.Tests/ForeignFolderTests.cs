using AnalogCoSim.Toolchain.Processes;

namespace AnalogCoSim.Cli.Tests;

/// <summary>A program outside of any checkout, started in a folder into which others have put what looks like one: nothing of it is run.</summary>
[TestFixture]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
[CancelAfter(120_000)]
public sealed class ForeignFolderTests
{
    private TemporaryFolder _folder = null!;

    private string Planted => Path.Combine(_folder.Path, "planted");

    [SetUp]
    public void SetUp()
    {
        _folder = new TemporaryFolder();
        string foreign = Directory.CreateDirectory(Path.Combine(_folder.Path, "foreign")).FullName;
        RtlCopy.Into(_folder, "foreign");
        Directory.CreateDirectory(Path.Combine(foreign, "scripts"));
        _folder.Write("foreign/AnalogCoSim.sln", string.Empty);
        _folder.Write("foreign/scripts/lint.sh", $"touch '{Planted}'\n");
        RtlCopy.Replace(_folder, "core/acs_tile.sv", "endmodule", $"  initial $c(\"system(\\\"touch {Planted}\\\");\");\nendmodule", "foreign");
        File.SetUnixFileMode(foreign, (UnixFileMode)0b111_111_111);
    }

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [TestCase("lint", "ACS0502")]
    [TestCase("build", "ACS0301")]
    public void Nothing_of_it_is_run(string command, string code)
    {
        ProcessResult result = ProcessRunner.Default.Run(new ProcessRequest(AcsProcess.Dotnet, [AcsProcess.CopyOfProgram(_folder), command])
        {
            WorkingDirectory = Path.Combine(_folder.Path, "foreign"),
            Environment = new Dictionary<string, string?> { ["ACS_ROOT"] = null, ["ACS_RTL"] = null, ["ACS_CACHE"] = null, ["XDG_CACHE_HOME"] = Path.Combine(_folder.Path, "cache") },
            Timeout = TimeSpan.FromMinutes(1),
        });

        AcsProcess.AssertFails(result, 2, code);
        Assert.That(result.Error, Does.Contain("others can write to"));
        Assert.That(File.Exists(Planted), Is.False);
    }
}
