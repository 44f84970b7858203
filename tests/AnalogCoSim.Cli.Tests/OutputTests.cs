using AnalogCoSim.Toolchain.Processes;

namespace AnalogCoSim.Cli.Tests;

/// <summary>Where results go: what cannot be written is a coded error, what is not ours is left alone, what was computed is kept.</summary>
[TestFixture]
[CancelAfter(300_000)]
public sealed class OutputTests
{
    private const string Data = "{ source: synthetic, count: 2 }";

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new TemporaryFolder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [TestCase("run", "", "ACS0902")]
    [TestCase("run", "FOLDER/file", "ACS0902")]
    [TestCase("run", "FOLDER/file/below", "ACS0902")]
    [TestCase("run", "/proc/nowhere", "ACS0902")]
    [TestCase("run", "FOLDER/diary", "ACS0904")]
    [TestCase("sweep", "FOLDER/file", "ACS0902")]
    [TestCase("sweep", "FOLDER/diary", "ACS0904")]
    [TestCase("analog", "FOLDER/file", "ACS0902")]
    [TestCase("analog", "FOLDER/diary", "ACS0904")]
    [TestCase("compile", "FOLDER/file", "ACS0902")]
    [TestCase("compile", "FOLDER/diary", "ACS0904")]
    [TestCase("compile", "", "ACS0902")]
    [TestCase("schema", "FOLDER/file/below", "ACS0902")]
    [TestCase("golden", "FOLDER/file", "ACS0902")]
    public void Unusable_out_is_a_coded_error_and_nothing_is_touched(string command, string path, string code)
    {
        _folder.Write("file", "theirs");
        Directory.CreateDirectory(Path.Combine(_folder.Path, "diary"));
        string diary = _folder.Write(Path.Combine("diary", "report.html"), "theirs");
        string[] before = Names();
        ProcessResult result = AcsProcess.Run([.. Command(command), "--out", path.Replace("FOLDER", _folder.Path, StringComparison.Ordinal)]);
        AcsProcess.AssertFails(result, 2, code);
        Assert.That((File.ReadAllText(diary), File.ReadAllText(Path.Combine(_folder.Path, "file"))), Is.EqualTo(("theirs", "theirs")));
        Assert.That(Names(), Is.SubsetOf(before.Append(Path.Combine(_folder.Path, "test.yaml")).Append(Path.Combine(_folder.Path, "small.yaml"))));
    }

    [TestCase("../..")]
    [TestCase("/tmp")]
    [TestCase(".hidden")]
    [TestCase("a/b")]
    [TestCase("\"a\\nb\"")]
    [TestCase("\"a\\n\"")]
    [TestCase("\"a\\x1b[2J\"")]
    public void Name_that_is_a_path_is_refused(string name)
    {
        string path = _folder.Write("test.yaml", Scenarios.Minimal("nowhere.onnx", Data).Replace("name: test", $"name: {name}", StringComparison.Ordinal));
        ProcessResult result = AcsProcess.Run("run", path);
        AcsProcess.AssertFails(result, 2, "ACS0104");
        Assert.That(result.Error, Does.Contain("test.yaml:1:7").And.Not.Contains("\u001b"));
    }

    [TestCase("name: small", "name: ../..", "small.yaml:1:7")]
    [TestCase("name: a }", "name: /tmp }", "small.yaml:4:13")]
    [TestCase("name: a }", "name: \"a\\n\" }", "small.yaml:4:13")]
    public void Name_of_a_sweep_or_variant_that_is_a_path_is_refused(string found, string other, string place)
    {
        string[] sweep = Command("sweep");
        File.WriteAllText(sweep[1], File.ReadAllText(sweep[1]).Replace(found, other, StringComparison.Ordinal));
        ProcessResult result = AcsProcess.Run(sweep);
        AcsProcess.AssertFails(result, 2, "ACS0104");
        Assert.That(result.Error, Does.Contain(place));
    }

    [TestCase("onnx: FILE", "onnx: \"a\\0b\"")]
    [TestCase("{ source: synthetic, count: 2 }", "{ source: npz, root: \"a\\0b\", count: 2 }")]
    public void Path_with_a_nul_is_refused_where_it_stands(string found, string other)
    {
        string text = Scenarios.Minimal("FILE", Data).Replace(found, other, StringComparison.Ordinal);
        ProcessResult result = AcsProcess.Run("run", _folder.Write("test.yaml", text), "--out", Path.Combine(_folder.Path, "out"));
        AcsProcess.AssertFails(result, 2, "ACS0104");
        Assert.That(result.Error, Does.Contain("test.yaml:"));
    }

    [Test]
    public void Two_scenarios_of_one_name_are_refused_before_any_runs()
    {
        string first = _folder.Write("a.yaml", Scenarios.Minimal(Scenarios.Network, Data));
        string second = _folder.Write("b.yaml", Scenarios.Minimal(Scenarios.Network, Data));
        ProcessResult result = AcsProcess.Run("run", first, second, "--out", Path.Combine(_folder.Path, "out"));
        AcsProcess.AssertFails(result, 2, "ACS0901");
        Assert.That(result.Error, Does.Contain(first).And.Contains(second));
        Assert.That(Directory.Exists(Path.Combine(_folder.Path, "out")), Is.False);
    }

    [Test]
    public void Second_run_in_a_folder_is_told_and_the_first_is_left_alone()
    {
        string folder = Path.Combine(_folder.Path, "out");
        using (Core.Files.OutputFolder.Take(folder, "run", "run.log"))
        {
            AcsProcess.AssertFails(AcsProcess.Run([.. Command("run"), "--out", folder]), 2, "ACS0903");
        }

        Assert.That(AcsProcess.Run([.. Command("run"), "--out", folder]).ExitCode, Is.Zero);
    }

    [Test]
    public void Full_disk_keeps_what_was_computed_and_resume_goes_on_with_it()
    {
        string folder = Path.Combine(_folder.Path, "out");
        string[] run = [.. Command("run"), "--out", folder, "--set", "data.count=64", "--set", "batch=1", "--threads", "1"];
        // Room for some of 64 batches; bash counts in KiB. The runtime's own files do not grow.
        ProcessResult result = AcsProcess.RunLimited("-f 12", run);
        AcsProcess.AssertFails(result, 2, "ACS0902");
        string[] kept = File.ReadAllLines(Path.Combine(folder, "checkpoint.jsonl"));
        Assert.That(kept, Has.Length.InRange(3, 63));

        ProcessResult resumed = AcsProcess.Run([.. run, "--resume", "--json"]);
        ProcessResult whole = AcsProcess.Run([.. run[..^8], "--out", Path.Combine(_folder.Path, "whole"), "--set", "data.count=64", "--json"]);
        Assert.That((resumed.ExitCode, Digest(resumed)), Is.EqualTo((0, Digest(whole))), resumed.Error);
    }

    // With fewer the runtime itself cannot load what it needs to tell anything.
    [Test]
    public void Few_handles_are_a_coded_error_or_no_error([Values(112, 128)] int handles)
    {
        ProcessResult result = AcsProcess.RunLimited($"-n {handles}", [.. Command("run"), "--out", Path.Combine(_folder.Path, "out")]);
        Assert.That(result.ExitCode, Is.AnyOf(0, 2), result.Error);
        Assert.That(result.Error, result.ExitCode == 0 ? Is.Empty : Does.StartWith("ACS09"));
    }

    [TestCase("data.count=2147483647")]
    [TestCase("data.first=2147483647")]
    public void Absurd_number_of_images_is_a_coded_error(string change)
    {
        ProcessResult result = AcsProcess.Run([.. Command("run"), "--out", Path.Combine(_folder.Path, "out"), "--set", change]);
        Assert.That(result.ExitCode, Is.EqualTo(2), result.Error);
        Assert.That(result.Error, Does.Match("^ACS0(1|3|9)").And.Not.Contains("   at "));
    }

    [Test]
    public void Compiled_program_runs_from_its_folder_and_from_its_file()
    {
        string program = Path.Combine(_folder.Path, "program");
        ProcessResult compiled = AcsProcess.Run("compile", Scenarios.Network, "--out", program, "--mean", "128", "--std", "64", "--json");
        Assert.That(compiled.ExitCode, Is.Zero, compiled.Error);
        string file = AcsProcess.SingleJsonObject(compiled).GetProperty("program").GetString()!;
        Assert.That(File.Exists(file), Is.True, file);
        foreach (string named in (string[])[program, file])
        {
            string scenario = _folder.Write("test.yaml", $"name: test\nnetwork: {{ program: {named} }}\ndata: {Data}\nengine: reference\n");
            ProcessResult result = AcsProcess.Run("run", scenario, "--out", Path.Combine(_folder.Path, "out"));
            Assert.That(result.ExitCode, Is.Zero, result.Error);
        }
    }

    [Test]
    public void Scenario_copied_as_its_page_says_runs_and_one_that_kept_the_golden_trace_is_told_at_once()
    {
        Assert.That(Pages.Read("testbenches/chip_inference/README.md"), Does.Contain("take `golden` out of `expect`"), "the step that this test takes");
        string bench = Path.Combine(AcsProcess.Root, "testbenches", "chip_inference");
        foreach (string part in (string[])["scenarios", "networks", "golden"])
        {
            Directory.CreateDirectory(Path.Combine(_folder.Path, part));
        }

        File.Copy(Scenarios.Network, Path.Combine(_folder.Path, "networks", "quickstart.onnx"));
        File.Copy(Path.Combine(bench, "golden", "quickstart.npz"), Path.Combine(_folder.Path, "golden", "quickstart.npz"));
        string copy = File.ReadAllText(Path.Combine(bench, "scenarios", "quickstart.yaml"))
            .Replace("name: quickstart", "name: mine", StringComparison.Ordinal)
            .Replace("engine: lockstep", "engine: reference", StringComparison.Ordinal)
            .Replace("seed: 1", "seed: 2", StringComparison.Ordinal);
        string[] run = ["run", _folder.Write(Path.Combine("scenarios", "mine.yaml"), copy), "--out", Path.Combine(_folder.Path, "out")];
        ProcessResult kept = AcsProcess.Run(run);
        AcsProcess.AssertFails(kept, 1, "ACS0404");
        Assert.That(kept.Error, Does.Contain("take expect.golden out").And.Contain("seed 2"));

        _folder.Write(Path.Combine("scenarios", "mine.yaml"), string.Join('\n', copy.Split('\n').Where(line => !line.Contains("golden:", StringComparison.Ordinal))));
        ProcessResult result = AcsProcess.Run(run);
        Assert.That(result.ExitCode, Is.Zero, result.Error + result.Output);
        ProcessResult golden = AcsProcess.Run("golden", run[1], "--output", Path.Combine(_folder.Path, "golden", "mine.npz"), "--out", run[3]);
        Assert.That(golden.ExitCode, Is.Zero, golden.Error);
    }

    [Test]
    public void Missing_folder_for_temporary_files_does_not_matter_where_none_is_needed()
    {
        ProcessResult result = AcsProcess.Run(new Dictionary<string, string?> { ["TMPDIR"] = Path.Combine(_folder.Path, "nowhere") }, [.. Command("run"), "--out", Path.Combine(_folder.Path, "out")]);
        Assert.That(result.ExitCode, Is.Zero, result.Error);
    }

    [Test]
    public void Links_in_a_result_folder_and_of_a_golden_trace_are_replaced_and_not_followed()
    {
        string folder = Path.Combine(_folder.Path, "out");
        Assert.That(AcsProcess.Run([.. Command("run"), "--out", folder]).ExitCode, Is.Zero);
        string diary = _folder.Write("diary", "theirs");
        foreach (string name in (string[])["results.jsonl", "run.log", "result.json", "checkpoint.jsonl", "report.html", "trace.npz", "result.json.partial"])
        {
            File.Delete(Path.Combine(folder, name));
            File.CreateSymbolicLink(Path.Combine(folder, name), diary);
        }

        Assert.That(AcsProcess.Run([.. Command("run"), "--out", folder]).ExitCode, Is.Zero);
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "golden.npz"), diary);
        AcsProcess.AssertFails(AcsProcess.Run([.. Command("golden"), "--out", folder]), 2, "ACS0904");
        Assert.That(File.ReadAllText(diary), Is.EqualTo("theirs"));
    }

    private static string Digest(ProcessResult result) => AcsProcess.SingleJsonObject(result).GetProperty("results")[0].GetProperty("digest").GetString()!;

    private string[] Names() => Directory.GetFileSystemEntries(_folder.Path, "*", SearchOption.AllDirectories);

    private string[] Command(string command)
    {
        string scenario = _folder.Write("test.yaml", Scenarios.Minimal(Scenarios.Network, Data));
        return command switch
        {
            "sweep" => ["sweep", _folder.Write("small.yaml", "name: small\nbase: test.yaml\nvariants:\n  - { name: a }\n")],
            "analog" => ["analog", "mvm"],
            "compile" => ["compile", Scenarios.Network],
            "schema" => ["schema"],
            "golden" => ["golden", scenario, "--output", Path.Combine(_folder.Path, "golden.npz")],
            _ => ["run", scenario],
        };
    }
}
