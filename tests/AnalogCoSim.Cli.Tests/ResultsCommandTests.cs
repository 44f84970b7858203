using System.Runtime.Versioning;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Report.Recorded;
using AnalogCoSim.Toolchain.Processes;

namespace AnalogCoSim.Cli.Tests;

/// <summary><c>acs results</c> in a checkout whose <c>scripts/acs</c> is a stand-in: what is recorded, and what is refused.</summary>
[TestFixture]
[UnsupportedOSPlatform("windows")]
public sealed class ResultsCommandTests
{
    private const string Row = "| {{ r.cycles | number: \"0\" }} clocks |";

    private TemporaryFolder _folder = null!;

    private string Root => _folder.Path;

    private string Page => Path.Combine(Root, "testbenches", "RESULTS.md");

    private string Record => Path.Combine(Root, "testbenches", "records", "timing.json");

    [SetUp]
    public void MakeCheckout()
    {
        _folder = new TemporaryFolder();
        Write("AnalogCoSim.sln", "");
        Write("testbenches/records/timing.json", """{ "arguments": ["measure", "timing"], "keep": ["cycles"] }""");
        Write("testbenches/records/RESULTS.md.liquid", $"{ResultsPage.TemplateHeader}\n|---|---|---|---|---|\n| clocks {Row} measured | ideal | timing |\n");
        Prints("""{ "cycles": 42, "seconds": 1 }""");
        Git("init", "-q");
        Commit();
    }

    [TearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void Command_is_run_and_its_result_kept_with_the_commit_and_shown()
    {
        ProcessResult result = Acs("--record", "timing");

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        RecordedResult record = RecordedResult.Read(Record);
        Assert.That((record.Commit, record.Result.ToJsonString()), Is.EqualTo((Git("rev-parse", "--short=7", "HEAD"), """{"cycles":42}""")));
        Assert.That(File.ReadAllText(Page), Does.Contain($"| 42 clocks | measured | ideal | `scripts/acs measure timing` | {record.Date} {record.Commit} |"));
        Assert.That(File.ReadAllText(Path.Combine(Root, "arguments")).Trim(), Is.EqualTo("measure timing --json"));
        Assert.That(Acs("--check").ExitCode, Is.Zero);
        File.AppendAllText(Page, "typed by hand\n");
        Assert.That(Acs("--check").ExitCode, Is.EqualTo(1));
    }

    [Test]
    public void Missed_expectation_is_a_result() =>
        Assert.That(AfterStandIn("""{ "cycles": 7 }""", exitCode: 1).ExitCode, Is.Zero);

    [Test]
    public void Changes_that_are_not_committed_are_refused()
    {
        Write("AnalogCoSim.sln", "changed");
        Refused(Acs("--record", "timing"), ErrorCode.CommandLine, "AnalogCoSim.sln");
    }

    [Test]
    public void Command_that_fails_leaves_the_record_as_it_was() => Refused(AfterStandIn("""{ "cycles": 7 }""", exitCode: 2), ErrorCode.ToolFailed, "exit code 2");

    [TestCase("no object")]
    [TestCase("[1]")]
    public void What_is_no_object_is_refused(string printed) => Refused(AfterStandIn(printed), ErrorCode.ToolFailed, "JSON object");

    [Test]
    public void Path_of_this_machine_is_refused() => Refused(AfterStandIn($$"""{ "cycles": "{{Root}}/results" }"""), ErrorCode.DataDamaged, "keep");

    [Test]
    public void Record_that_is_not_there_is_refused() => Refused(Acs("--record", "other"), ErrorCode.DataNotFound, "other.json");

    private void Refused(ProcessResult result, ErrorCode code, string said)
    {
        Assert.That(result.ExitCode, Is.EqualTo(2).Or.EqualTo(3).Or.EqualTo(4));
        Assert.That(result.Error, Does.Contain($"ACS{(int)code:0000}").And.Contains(said));
        Assert.That(File.ReadAllText(Record), Does.Not.Contain("commit"));
        Assert.That(File.Exists(Page), Is.False);
    }

    private ProcessResult AfterStandIn(string printed, int exitCode = 0)
    {
        Prints(printed, exitCode);
        Commit();
        return Acs("--record", "timing");
    }

    private void Prints(string printed, int exitCode = 0)
    {
        string path = Write("scripts/acs", $"#!/bin/sh\necho \"$@\" >\"{Root}/arguments\"\necho '{printed}'\nexit {exitCode}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(Root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    private ProcessResult Acs(params string[] arguments) => AcsProcess.Run(new Dictionary<string, string?> { ["ACS_ROOT"] = Root }, ["results", .. arguments]);

    private void Commit()
    {
        Git("add", "--all");
        Git("commit", "-q", "-m", "all");
    }

    private string Git(params string[] arguments) => ProcessRunner.Default
        .Run(new ProcessRequest("git", ["-c", "user.name=test", "-c", "user.email=test@example.org", .. arguments]) { WorkingDirectory = Root })
        .EnsureSuccess().Output.Trim();
}
