using System.Diagnostics;
using AnalogCoSim.Toolchain.Processes;

namespace AnalogCoSim.Cli.Tests;

/// <summary>The version is that of the last tag, and builds from an archive or a shallow clone give no warning.</summary>
[TestFixture]
[Category("Nightly")]
public sealed class VersionBuildTests
{
    private readonly TemporaryFolder _folder = new();

    [OneTimeTearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    [CancelAfter(180_000)]
    public void Archive_within_another_repository_has_the_base_version()
    {
        string outer = Path.Combine(_folder.Path, "outer");
        string source = Copy(Path.Combine(outer, "source"));
        Commit(outer, "v9.0.0");

        Assert.That(VersionOf(source), Is.EqualTo("0.1.0-alpha.0"));
    }

    [Test]
    [CancelAfter(180_000)]
    public void Archive_takes_the_version_it_is_told() => Assert.That(VersionOf(Copy(Path.Combine(_folder.Path, "told")), "-p:MinVerVersionOverride=1.2.3"), Is.EqualTo("1.2.3"));

    [Test]
    [CancelAfter(300_000)]
    public void Clone_has_the_version_of_its_last_tag_and_a_shallow_clone_builds_without_a_warning()
    {
        string clone = Copy(Path.Combine(_folder.Path, "clone"));
        Commit(clone, "v0.3.0");
        Git(clone, "commit", "-q", "--allow-empty", "-m", "one more");
        string shallow = Path.Combine(_folder.Path, "shallow");
        Git(_folder.Path, "clone", "-q", "--depth", "1", new Uri(clone).AbsoluteUri, shallow);

        Assert.That(VersionOf(clone), Does.Match("^0\\.3\\.1-alpha\\.0\\.1\\+[0-9a-f]{40}$"));
        Assert.That(VersionOf(shallow), Does.Match("^0\\.1\\.0-alpha\\.0\\+[0-9a-f]{40}$"));
    }

    private static string Copy(string folder) => CheckoutCopy.Into(folder, "src/AnalogCoSim.Core");

    private static void Commit(string folder, string tag)
    {
        Git(folder, "init", "-q");
        Git(folder, "add", "--all");
        Git(folder, "commit", "-q", "-m", "all");
        Git(folder, "tag", tag);
    }

    private static void Git(string folder, params string[] arguments)
    {
        ProcessResult result = ProcessRunner.Default.Run(new ProcessRequest("git", ["-c", "user.name=test", "-c", "user.email=test@example.org", .. arguments]) { WorkingDirectory = folder });
        Assert.That(result.ExitCode, Is.Zero, result.Error);
    }

    private static string VersionOf(string root, params string[] properties)
    {
        string project = Path.Combine(root, "src", "AnalogCoSim.Core");
        ProcessResult result = ProcessRunner.Default.Run(new ProcessRequest("dotnet", ["build", project, "--configuration", "Release", "-p:UseSharedCompilation=false", "-nodeReuse:false", .. properties])
        {
            WorkingDirectory = root,
            Timeout = TimeSpan.FromMinutes(3),
        });
        Assert.That(result.ExitCode, Is.Zero, result.Output);
        Assert.That(result.Output, Does.Contain("0 Warning(s)"));
        return FileVersionInfo.GetVersionInfo(Path.Combine(project, "bin", "Release", "net10.0", "AnalogCoSim.Core.dll")).ProductVersion!;
    }
}
