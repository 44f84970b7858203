using AnalogCoSim.Toolchain.Processes;

namespace AnalogCoSim.Cli.Tests;

/// <summary><c>scripts/acs</c> builds when the contents of a source have changed, whatever its times say; the dotnet of these tests only writes down what it is asked for.</summary>
[TestFixture]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
[CancelAfter(60_000)]
public sealed class AcsScriptTests
{
    // "whole" where MSBuild would compile anew, "incremental" where it would look at times.
    private const string Dotnet = """
        #!/bin/sh
        project="$ACS_ROOT/src/AnalogCoSim.Cli"
        obj="$project/obj/Release/net10.0"
        case $1 in
          build)
            case "$*" in *RunAnalyzers=false*) echo without ;; *) echo with ;; esac >>"$ACS_ROOT/analyzers"
            mkdir -p "$project/bin/Release/net10.0" "$obj"
            if [ -f "$obj/AnalogCoSim.Cli.csproj.CoreCompileInputs.cache" ]; then echo incremental; else echo whole; fi >>"$ACS_ROOT/builds"
            touch "$obj/AnalogCoSim.Cli.csproj.CoreCompileInputs.cache" "$obj/AnalogCoSim.Cli.dll" "$project/bin/Release/net10.0/acs.dll" ;;
          *) echo ran ;;
        esac

        """;

    private TemporaryFolder _folder = null!;

    private string Source => Path.Combine(_folder.Path, "src", "AnalogCoSim.Cli", "Program.cs");

    private string[] Builds => File.ReadAllLines(Path.Combine(_folder.Path, "builds"));

    [SetUp]
    public void SetUp()
    {
        _folder = new TemporaryFolder();
        foreach (string name in (string[])["scripts", "bin", "src/AnalogCoSim.Cli", "tests"])
        {
            Directory.CreateDirectory(Path.Combine(_folder.Path, name));
        }

        foreach (string name in (string[])["acs", "common.sh"])
        {
            File.Copy(Path.Combine(AcsProcess.Root, "scripts", name), Path.Combine(_folder.Path, "scripts", name));
        }

        Script("scripts/setup.sh", "#!/bin/sh\n");
        Script("bin/dotnet", Dotnet);
        _folder.Write("global.json", "{}");
        _folder.Write("Directory.Build.props", "<Project/>");
        File.WriteAllText(Source, "one");
        File.WriteAllText(Path.Combine(_folder.Path, "src", "AnalogCoSim.Cli", "AnalogCoSim.Cli.csproj"), "<Project/>");
        Acs();
    }

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void Same_contents_are_not_built_again_whatever_their_times()
    {
        File.SetLastWriteTimeUtc(Source, DateTime.UtcNow.AddDays(1));
        Acs();

        Assert.That(Builds, Is.EqualTo(new[] { "whole" }));
    }

    [Test]
    public void Older_source_that_is_copied_over_a_newer_one_is_built_anew()
    {
        string older = _folder.Write("older", "two");
        File.SetLastWriteTimeUtc(older, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Assert.That(ProcessRunner.Default.Run(new ProcessRequest("cp", ["-p", older, Source])).ExitCode, Is.Zero);

        Acs();

        Assert.That(Builds, Is.EqualTo(new[] { "whole", "whole" }));
    }

    [Test]
    public void New_deleted_and_renamed_sources_and_settings_of_the_build_are_built()
    {
        string other = Path.Combine(_folder.Path, "src", "AnalogCoSim.Cli", "Other.cs");
        File.WriteAllText(other, "new");
        Acs();
        File.Move(other, Path.Combine(_folder.Path, "src", "AnalogCoSim.Cli", "Another.cs"));
        Acs();
        File.Delete(Path.Combine(_folder.Path, "src", "AnalogCoSim.Cli", "Another.cs"));
        Acs();
        _folder.Write("Directory.Build.props", "<Project></Project>");
        Acs();

        Assert.That(Builds, Has.Length.EqualTo(5));
    }

    [Test]
    public void Analyzers_look_at_what_is_edited_once_the_tests_were_built()
    {
        File.WriteAllText(Source, "two");
        Acs();
        Directory.CreateDirectory(Path.Combine(_folder.Path, "tests", "One.Tests", "obj", "Release"));
        File.WriteAllText(Source, "three");
        Acs();

        Assert.That(File.ReadAllLines(Path.Combine(_folder.Path, "analyzers")), Is.EqualTo(new[] { "without", "without", "with" }));
    }

    private void Acs()
    {
        var environment = new Dictionary<string, string?> { ["PATH"] = $"{Path.Combine(_folder.Path, "bin")}:{Environment.GetEnvironmentVariable("PATH")}" };
        ProcessResult result = ProcessRunner.Default.Run(new ProcessRequest("bash", [Path.Combine(_folder.Path, "scripts", "acs"), "version"]) { Environment = environment });
        Assert.That((result.ExitCode, result.Output), Is.EqualTo((0, "ran\n")), result.Error);
    }

    private void Script(string name, string text)
    {
        File.SetUnixFileMode(_folder.Write(name, text), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
