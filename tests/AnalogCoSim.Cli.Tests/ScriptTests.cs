using AnalogCoSim.Toolchain.Processes;

namespace AnalogCoSim.Cli.Tests;

[TestFixture]
public sealed class ScriptTests
{
    private static IEnumerable<string> Scripts() =>
        Directory.GetFiles(Path.Combine(AcsProcess.Root, "scripts"), "*", SearchOption.AllDirectories)
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
    [TestCase("lint", "ACS_YOSYS")]
    [TestCase("data", "ACS_DWEBP")]
    [CancelAfter(30_000)]
    public void Setup_installs_nothing_for_a_chosen_program_that_is_not_there(string part, string variable)
    {
        using var folder = new TemporaryFolder();
        string stub = Stub(folder);
        ProcessResult result = Setup(part, new() { ["ACS_VERILATOR"] = stub, ["ACS_CXX"] = stub, [variable] = "/no/such/program" });
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
        string stub = Stub(folder);
        ProcessResult result = Setup("lint", new() { ["ACS_VERILATOR"] = stub, ["ACS_CXX"] = stub });
        AcsProcess.AssertFails(result, 3, "ACS0501");
        Assert.That(result.Error, Does.Contain("apt-get install yosys"));
    }

    [Test]
    [CancelAfter(30_000)]
    public void Chosen_program_is_taken_for_the_one_that_is_missing()
    {
        using var folder = new TemporaryFolder();
        string stub = Stub(folder);
        foreach ((string part, string variable) in ((string, string)[])[("lint", "ACS_YOSYS"), ("data", "ACS_DWEBP")])
        {
            ProcessResult result = Setup(part, new() { ["ACS_VERILATOR"] = stub, ["ACS_CXX"] = stub, [variable] = stub });
            Assert.That(result.ExitCode, Is.Zero, result.Error);
        }
    }

    private static string Stub(TemporaryFolder folder)
    {
        string stub = folder.Write("tool", "#!/bin/sh\necho Verilator 5.048\n");
        Assert.That(ProcessRunner.Default.Run(new ProcessRequest("chmod", ["+x", stub])).ExitCode, Is.Zero);
        return stub;
    }

    private static ProcessResult Setup(string part, Dictionary<string, string?> chosen)
    {
        using var folder = new TemporaryFolder();
        Dictionary<string, string?> environment = AcsProcess.Only(folder, "dirname", "awk", "sed", "tr", "id", "cat", "mkdir");
        foreach ((string variable, string? program) in chosen)
        {
            environment[variable] = program;
        }

        string bash = Toolchain.Programs.ExecutablePath.Find("bash")!;
        return ProcessRunner.Default.Run(new ProcessRequest(bash, [Path.Combine(AcsProcess.Root, "scripts", "setup.sh"), part]) { Environment = environment });
    }

    [Test]
    [CancelAfter(120_000)]
    public void Night_takes_over_only_what_ran_on_the_same_commit_and_the_same_changes()
    {
        using var folder = new TemporaryFolder();
        string script = SmallCheckout(folder);
        Assert.That(Night(folder), Is.EqualTo("ran"));
        Assert.That(Night(folder), Is.EqualTo("finished earlier"));

        folder.Write("note.txt", "untracked");
        Assert.That(Night(folder), Is.EqualTo("ran"), "a new file");
        File.AppendAllText(script, "# changed\n");
        Assert.That(Night(folder), Is.EqualTo("ran"), "a changed file");
        Assert.That(Night(folder), Is.EqualTo("finished earlier"));
        string summary = File.ReadAllText(Path.Combine(folder.Path, "results", "nightly", "2026-01-01", "summary.json"));
        Assert.That(summary, Does.Contain("\"dirty\": true"));

        Shell(folder, "git add -A && git -c user.name=t -c user.email=t@example.org commit -qm next");
        Assert.That(Night(folder), Is.EqualTo("ran"), "a new commit");
    }

    [Test]
    [CancelAfter(120_000)]
    public void Night_whose_checkout_is_changed_meanwhile_keeps_no_result_of_that_job()
    {
        using var folder = new TemporaryFolder();
        string script = SmallCheckout(folder);
        File.AppendAllText(script, "echo more >>note.txt\n");
        ProcessResult result = Nightly(folder);
        AcsProcess.AssertFails(result, 2, "ACS0906");
        Assert.That(File.Exists(Path.Combine(folder.Path, "results", "nightly", "2026-01-01", "jobs", "lint", "exit-code")), Is.False);
    }

    [Test]
    [CancelAfter(60_000)]
    public void Test_script_counts_what_each_project_left_and_one_that_left_nothing_as_failed()
    {
        using var folder = new TemporaryFolder();
        string scripts = Directory.CreateDirectory(Path.Combine(folder.Path, "scripts")).FullName;
        foreach (string name in (string[])["test.sh", "common.sh"])
        {
            File.Copy(Path.Combine(AcsProcess.Root, "scripts", name), Path.Combine(scripts, name));
        }

        foreach (string project in (string[])["Good", "Bad", "Dead", "Killed"])
        {
            Directory.CreateDirectory(Path.Combine(folder.Path, "tests", $"AnalogCoSim.{project}.Tests"));
        }

        Directory.CreateDirectory(Path.Combine(folder.Path, "bin"));
        // What dotnet test leaves behind: results; results with failures; an exit code alone; nothing, since its shell is killed too.
        string counters = "<Counters total=\"5\" executed=\"4\" passed=\"PASSED\" failed=\"FAILED\" error=\"0\" timeout=\"0\" aborted=\"0\" />";
        folder.Write(Path.Combine("bin", "dotnet"), $$"""
            #!/bin/sh
            name=$(basename "$2")
            case $name in
              *Good*) echo '{{counters.Replace("PASSED", "4", StringComparison.Ordinal).Replace("FAILED", "0", StringComparison.Ordinal)}}' >"results/$name.trx" ;;
              *Bad*) echo '{{counters.Replace("PASSED", "1", StringComparison.Ordinal).Replace("FAILED", "3", StringComparison.Ordinal)}}' >"results/$name.trx"; echo '  Failed This_one [3 ms]'; exit 1 ;;
              *Dead*) exit 134 ;;
              *) kill -KILL $PPID ;;
            esac

            """);
        Shell(folder, "chmod +x bin/dotnet");

        ProcessResult result = ProcessRunner.Default.Run(new ProcessRequest("bash", ["-c", "PATH=\"$PWD/bin:$PATH\" exec bash scripts/test.sh --no-build --results results --jobs 1"]) { WorkingDirectory = folder.Path });

        Assert.That(result.ExitCode, Is.EqualTo(1), result.Error);
        Assert.That(result.Output.TrimEnd().Split('\n')[^1], Is.EqualTo("5 passed, 5 failed, 2 skipped"), result.Output);
        Assert.That(result.Output, Does.Contain("  Failed This_one"));
    }

    [TestCase("digest", "digest", 0, "1 passed, 0 failed")]
    [TestCase("digest", "other", 1, "0 passed, 1 failed")]
    [TestCase("nothing", "nothing", 1, "0 passed, 1 failed", TestName = "Versions_without_a_digest_are_not_alike")]
    [CancelAfter(60_000)]
    public void Versions_of_Verilator_are_compared_by_what_each_image_came_to(string first, string other, int exitCode, string last)
    {
        using var folder = new TemporaryFolder();
        string[] tools = [FakeVerilator(folder, "5.006"), FakeVerilator(folder, "5.048")];
        CompareVersions(folder, tools, $$"""
            #!/bin/sh
            mkdir -p "$4"
            case $ACS_VERILATOR in
              *5.006) echo '{"image":0,"{{first}}":"a"}' ;;
              *) echo '{"image":0,"{{other}}":"a"}' ;;
            esac >"$4/results.jsonl"
            echo "  \"verilator\": \"$($ACS_VERILATOR --version)\"" >"$4/result.json"

            """, exitCode, last);
    }

    [Test]
    [CancelAfter(60_000)]
    public void Version_of_Verilator_whose_run_fails_is_not_alike()
    {
        using var folder = new TemporaryFolder();
        string[] tools = [FakeVerilator(folder, "5.006"), FakeVerilator(folder, "5.048")];
        CompareVersions(folder, tools, """
            #!/bin/sh
            mkdir -p "$4" && echo '{"image":0,"digest":"a"}' >"$4/results.jsonl"
            echo "  \"verilator\": \"$($ACS_VERILATOR --version)\"" >"$4/result.json"
            case $ACS_VERILATOR in *5.048) exit 1 ;; esac

            """, 1, "0 passed, 1 failed");
    }

    [Test]
    [CancelAfter(60_000)]
    public void Versions_of_Verilator_are_not_alike_where_both_runs_took_the_same()
    {
        using var folder = new TemporaryFolder();
        string[] tools = [FakeVerilator(folder, "5.006"), FakeVerilator(folder, "5.048")];
        CompareVersions(folder, tools, """
            #!/bin/sh
            mkdir -p "$4" && echo '{"image":0,"digest":"a"}' >"$4/results.jsonl"
            echo '  "verilator": "Verilator 5.006"' >"$4/result.json"

            """, 1, "0 passed, 1 failed");
    }

    [Test]
    [CancelAfter(60_000)]
    public void Version_of_Verilator_is_not_compared_with_itself()
    {
        using var folder = new TemporaryFolder();
        string tool = FakeVerilator(folder, "5.006");
        AcsProcess.AssertFails(CompareVersions(folder, [tool, tool], "#!/bin/sh\n", 2, null), 2, "ACS0901");
    }

    [Test]
    public void Night_runs_every_test_and_the_digests_on_the_newest_Verilator_and_each_harness_in_its_long_form()
    {
        string[] lines = File.ReadAllLines(Path.Combine(AcsProcess.Root, "scripts", "nightly.sh"));
        string tests = lines.Single(line => line.Contains("job tests-verilator-newest ", StringComparison.Ordinal));
        Assert.That(tests, Does.Contain("ACS_VERILATOR=$newest").And.EndsWith("--results \"$night/jobs/tests-verilator-newest\""), "every project");
        string[] jobs = [.. lines.Select(line => line.Trim()).Where(line => line.StartsWith("job ", StringComparison.Ordinal))];
        Assert.That(jobs, Has.One.Contains("scripts/quality/verilators.sh\" \"$newest\""));
        Assert.That(jobs, Has.One.Contains("scripts/quality/fuzz.sh\" --inputs 100000 "));
        Assert.That(lines, Has.One.EqualTo("for harness in weather kills; do job \"$harness\" \"$ACS_ROOT/scripts/quality/$harness.sh\"; done"));
    }

    private static string FakeVerilator(TemporaryFolder folder, string version)
    {
        Directory.CreateDirectory(Path.Combine(folder.Path, "tools"));
        string path = folder.Write(Path.Combine("tools", $"verilator-{version}"), $"#!/bin/sh\necho Verilator {version}\n");
        Shell(folder, "chmod +x tools/*");
        return path;
    }

    private static ProcessResult CompareVersions(TemporaryFolder folder, string[] tools, string acs, int exitCode, string? last)
    {
        Directory.CreateDirectory(Path.Combine(folder.Path, "scripts", "quality"));
        foreach (string name in (string[])["common.sh", Path.Combine("quality", "lib.sh"), Path.Combine("quality", "verilators.sh")])
        {
            File.Copy(Path.Combine(AcsProcess.Root, "scripts", name), Path.Combine(folder.Path, "scripts", name));
        }

        folder.Write(Path.Combine("scripts", "acs"), acs);
        Shell(folder, "chmod +x scripts/acs");
        ProcessResult result = ProcessRunner.Default.Run(new ProcessRequest("bash", ["scripts/quality/verilators.sh", tools[1], "small.yaml"])
        {
            WorkingDirectory = folder.Path,
            Environment = new Dictionary<string, string?> { ["ACS_VERILATOR"] = tools[0] },
        });
        Assert.That(result.ExitCode, Is.EqualTo(exitCode), result.Output + result.Error);
        if (last is not null) { Assert.That(result.Output.TrimEnd().Split('\n')[^1], Is.EqualTo(last)); }
        return result;
    }

    // The nightly script in a checkout of its own, whose only job is a lint that does nothing.
    private static string SmallCheckout(TemporaryFolder folder)
    {
        string scripts = Directory.CreateDirectory(Path.Combine(folder.Path, "scripts")).FullName;
        Directory.CreateDirectory(Path.Combine(folder.Path, "testbenches"));
        foreach (string name in (string[])["nightly.sh", "common.sh"])
        {
            File.Copy(Path.Combine(AcsProcess.Root, "scripts", name), Path.Combine(scripts, name));
        }

        folder.Write(".gitignore", "/results/\n/build/\n");
        Directory.CreateDirectory(Path.Combine(scripts, "quality"));
        foreach (string part in (string[])["scripts", Path.Combine("scripts", "quality")])
        {
            foreach (string other in Directory.GetFiles(Path.Combine(AcsProcess.Root, part), "*.sh").Select(path => Path.Combine(part, Path.GetFileName(path))).Where(path => !File.Exists(Path.Combine(folder.Path, path))))
            {
                folder.Write(other, "#!/bin/sh\n");
            }
        }

        folder.Write(Path.Combine("scripts", "acs"), "#!/bin/sh\n");
        string lint = Path.Combine(scripts, "lint.sh");

        Shell(folder, "chmod +x scripts/acs scripts/*.sh scripts/quality/*.sh && git init -q && git add -A && git -c user.name=t -c user.email=t@example.org commit -qm first");
        return lint;
    }

    private static string Night(TemporaryFolder folder)
    {
        ProcessResult result = Nightly(folder);
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        return result.Error.Contains("lint: finished earlier", StringComparison.Ordinal) ? "finished earlier" : result.Error.Contains("lint: exit code 0", StringComparison.Ordinal) ? "ran" : result.Error;
    }

    private static ProcessResult Nightly(TemporaryFolder folder) => ProcessRunner.Default.Run(new ProcessRequest("bash", ["scripts/nightly.sh", "--date", "2026-01-01"])
    {
        WorkingDirectory = folder.Path,
        Environment = new Dictionary<string, string?> { ["ACS_PYTHON"] = "false", ["ACS_VECTORS"] = null },
        Timeout = TimeSpan.FromSeconds(60),
    });

    private static void Shell(TemporaryFolder folder, string line)
    {
        ProcessResult result = ProcessRunner.Default.Run(new ProcessRequest("bash", ["-c", line]) { WorkingDirectory = folder.Path });
        Assert.That(result.ExitCode, Is.Zero, result.Error);
    }
}
