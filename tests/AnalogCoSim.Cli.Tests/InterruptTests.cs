using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using AnalogCoSim.Toolchain.Processes;

namespace AnalogCoSim.Cli.Tests;

/// <summary>Ctrl-C, SIGTERM, SIGHUP and SIGQUIT end every command with 130, in time, at any moment; a result folder is left consistent.</summary>
[TestFixture]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class InterruptTests
{
    // Two seconds are promised; a loaded machine that runs several test hosts gets twice that.
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(4);

    private static readonly string Block = Path.Combine("testbenches", "fp16", "scenarios", "fp16-arithmetic.yaml");

    private static readonly string Quickstart = Path.Combine("testbenches", "chip_inference", "scenarios", "quickstart.yaml");

    [Test]
    [CancelAfter(60_000)]
    public void Run_is_interrupted_at_any_moment([Values(0.3, 0.6, 1.2, 3.0)] double seconds, [Values("INT", "TERM")] string signal)
    {
        using var folder = new TemporaryFolder();
        string results = Path.Combine(folder.Path, "results");
        AssertInterrupted(seconds, signal, null, "run", Quickstart, "--engine", "reference", "--set", "data.count=30000", "--set", "expect={}", "--out", results);
        AssertConsistent(results);
    }

    [TestCase("HUP")]
    [TestCase("QUIT")]
    [CancelAfter(60_000)]
    public void Terminal_that_goes_away_and_a_quit_leave_a_consistent_folder_too(string signal)
    {
        using var folder = new TemporaryFolder();
        string results = Path.Combine(folder.Path, "results");
        AssertInterrupted(1.5, signal, null, ["run", Quickstart, "--engine", "reference", "--set", "data.count=30000", "--set", "expect={}", "--out", results], () => Directory.Exists(results) && Directory.GetFiles(results).Length > 0);
        AssertConsistent(results);
        Assert.That(Directory.GetFiles(results), Is.Not.Empty);
    }

    [Test]
    [CancelAfter(60_000)]
    public void Under_nohup_a_terminal_that_goes_away_stops_nothing()
    {
        using var folder = new TemporaryFolder();
        string line = "nohup \"$@\" >/dev/null 2>&1 & pid=$!; sleep 1.5; kill -HUP $pid; wait $pid";
        string program = Path.Combine(TestContext.CurrentContext.TestDirectory, "acs.dll");
        string[] run = ["run", Quickstart, "--engine", "reference", "--set", "data.count=400", "--set", "expect={}", "--out", Path.Combine(folder.Path, "results")];
        ProcessResult result = ProcessRunner.Default.Run(new ProcessRequest("bash", ["-c", line, "_", AcsProcess.Dotnet, program, .. run]) { WorkingDirectory = AcsProcess.Root, Timeout = TimeSpan.FromSeconds(50) });

        Assert.That(result.ExitCode, Is.Zero);
        Assert.That(File.Exists(Path.Combine(folder.Path, "results", "result.json")));
    }

    [Test]
    [CancelAfter(60_000)]
    public void Lockstep_run_is_interrupted_between_and_within_images([Values(1.5, 2.5)] double seconds)
    {
        using var folder = new TemporaryFolder();
        string results = Path.Combine(folder.Path, "results");
        AssertInterrupted(seconds, "INT", null, "run", Quickstart, "--set", "data.count=3000", "--set", "expect={}", "--out", results);
        AssertConsistent(results);
    }

    [TestCase(1.0, "measure", "analog")]
    [TestCase(1.5, "measure", "inference", "testbenches/chip_inference/scenarios/quickstart-reference.yaml", "--engines", "reference", "--images", "50000")]
    [TestCase(2.0, "measure", "chip", "--images", "10000")]
    [TestCase(2.0, "measure", "engine", "--repetitions", "10000")]
    [TestCase(1.0, "measure", "interop", "--clocks", "4000000")]
    [TestCase(2.5, "measure", "interop", "--clocks", "2000000000")]
    [TestCase(0.8, "analog", "mvm", "--cores", "64")]
    [TestCase(0.8, "analog", "program")]
    [CancelAfter(60_000)]
    public void Other_long_commands_are_interrupted(double seconds, params string[] arguments)
    {
        // Without data sets: one that lies there may need a decoder that does not.
        using var folder = new TemporaryFolder();
        AssertInterrupted(seconds, "INT", new Dictionary<string, string> { ["ACS_DATA"] = folder.Path, ["ACS_MODELS"] = folder.Path }, arguments);
    }

    [Test]
    [CancelAfter(60_000)]
    public void Sweep_is_interrupted([Values(0.7, 2.0)] double seconds)
    {
        using var folder = new TemporaryFolder();
        string scenario = Path.Combine(AcsProcess.Root, "testbenches", "chip_inference", "scenarios", "quickstart-reference.yaml");
        string sweep = folder.Write("long.yaml", $"name: long\nbase: {scenario}\nset: [data.count=8000]\nseeds: [1, 2, 3]\nvariants:\n  - {{ name: one, label: one }}\n");
        string results = Path.Combine(folder.Path, "results");
        AssertInterrupted(seconds, "INT", null, "sweep", sweep, "--out", results);
        AssertConsistent(results);
        Assert.That(File.Exists(Path.Combine(results, "sweep.json")), Is.False, "a sweep that was stopped has no summary");
    }

    [Test]
    [CancelAfter(60_000)]
    public void Build_of_the_rtl_is_interrupted_while_a_tool_runs([Values(1.0, 4.0)] double seconds)
    {
        using var folder = new TemporaryFolder();
        if (Toolchain.Programs.ExecutablePath.Find("verilator") is null)
        {
            Assert.Ignore("Verilator is not installed; scripts/setup.sh rtl installs it.");
        }

        AssertInterrupted(seconds, "INT", new() { ["ACS_CACHE"] = Path.Combine(folder.Path, "cache") }, "build");
    }

    [Test]
    [CancelAfter(60_000)]
    public void Golden_is_interrupted_and_leaves_no_trace()
    {
        using var folder = new TemporaryFolder();
        string golden = Path.Combine(folder.Path, "golden.npz");
        string results = Path.Combine(folder.Path, "results");
        AssertInterrupted(1.5, "INT", null, "golden", Quickstart, "--engine", "reference", "--set", "data.count=30000", "--set", "expect={}", "--output", golden, "--out", results);
        AssertConsistent(results);
        Assert.That(Directory.GetFiles(folder.Path), Is.Empty, "a trace that is not whole is none");
    }

    [Test]
    [CancelAfter(60_000)]
    public void Compilation_is_interrupted_while_it_calibrates([Values(0.8, 2.0)] double seconds)
    {
        using var folder = new TemporaryFolder();
        string program = Path.Combine(folder.Path, "program");
        AssertInterrupted(seconds, "INT", null, "compile", Scenarios.Network, "--mean", "128", "--std", "64", "--calibration-count", "60000", "--out", program);
        Assert.That(Directory.Exists(program) ? Directory.GetFiles(program).Select(Path.GetFileName) : [], Is.SubsetOf(new[] { ".acs-output" }), "a program that is not whole is none");
    }

    [Test]
    [CancelAfter(60_000)]
    public void Preparation_of_a_run_is_interrupted_while_it_calibrates([Values(0.8, 2.0)] double seconds)
    {
        using var folder = new TemporaryFolder();
        string results = Path.Combine(folder.Path, "results");
        AssertInterrupted(seconds, "INT", null, "run", Quickstart, "--engine", "reference", "--set", "calibration={ source: synthetic, count: 60000 }", "--set", "expect={}", "--out", results);
        AssertConsistent(results);
    }

    // The tool that is under way leaves its process id behind; it must be gone as well.
    [TestCase("ACS_VERILATOR", "case \"$*\" in *--version*|*--getenv*) exec verilator \"$@\" ;; esac")]
    [TestCase("ACS_CXX", "case \"$*\" in *-dumpfullversion*|*--version*) exec g++ \"$@\" ;; esac")]
    [CancelAfter(120_000)]
    public void Bench_of_a_block_is_interrupted_while_a_tool_runs(string variable, string script)
    {
        if (Toolchain.Programs.ExecutablePath.Find("verilator") is null)
        {
            Assert.Ignore("Verilator is not installed; scripts/setup.sh rtl installs it.");
        }

        using var folder = new TemporaryFolder();
        string begun = Path.Combine(folder.Path, "begun");
        string tool = folder.Write("tool", $"#!/bin/sh\n{script}\necho $$ >>'{begun}'\nexec sleep 60\n");
        File.SetUnixFileMode(tool, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        string results = Path.Combine(folder.Path, "results");
        var environment = new Dictionary<string, string> { [variable] = tool, ["ACS_CACHE"] = Path.Combine(folder.Path, "cache") };
        AssertInterrupted(0.1, "INT", environment, ["run", Block, "--out", results], () => File.Exists(begun) && new FileInfo(begun).Length > 0);
        AssertConsistent(results);
        Assert.That(() => File.ReadLines(begun).Where(id => Directory.Exists($"/proc/{id}")), Is.Empty.After(10_000, 100), "the tool goes on");
    }

    // The log names the number of transactions when all are drawn and the first is about to be driven.
    [Test]
    [CancelAfter(120_000)]
    public void Bench_of_a_block_is_interrupted_between_its_transactions([Values] bool driven)
    {
        using var folder = new TemporaryFolder();
        string results = Path.Combine(folder.Path, "results");
        string log = Path.Combine(results, "run.log");
        string[] run = ["run", Block, "--set", "record.waves=false", "--set", "expect={}", "--out", results, "--set"];
        Assert.That(AcsProcess.Run([.. run, "stimulus=[{ name: random, count: 10, fields: { op: fma } }]"]).ExitCode, Is.Zero, "the model is built");
        Directory.Delete(results, recursive: true);
        string[] many = [.. run, "stimulus=[{ name: random, count: 10000000, fields: { op: fma } }]"];
        AssertInterrupted(driven ? 0.5 : 1.5, "INT", null, many, () => !driven || (File.Exists(log) && File.ReadAllText(log).Contains("transactions for", StringComparison.Ordinal)));
        AssertConsistent(results);
    }

    private static void AssertInterrupted(double seconds, string signal, Dictionary<string, string>? environment, params string[] arguments) => AssertInterrupted(seconds, signal, environment, arguments, () => true);

    // The signal comes after these seconds, and not before the program is as far as it should be: on a busy machine it takes longer.
    private static void AssertInterrupted(double seconds, string signal, Dictionary<string, string>? environment, string[] arguments, Func<bool> isThere)
    {
        using Process process = Start(environment, arguments);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        bool early = process.WaitForExit(TimeSpan.FromSeconds(seconds));
        for (int wait = 0; wait < 300 && !early && !(isThere() && (seconds < 0.5 || Heeds(process, signal))); wait++)
        {
            early = process.WaitForExit(100);
        }

        Assert.That(early, Is.False, () => $"ended before the signal with {process.ExitCode}: {output.Result}{error.Result}");
        long begin = Stopwatch.GetTimestamp();
        using (Process kill = Process.Start("kill", ["-s", signal, process.Id.ToString(CultureInfo.InvariantCulture)])!)
        {
            kill.WaitForExit();
        }

        bool ended = process.WaitForExit(TimeSpan.FromSeconds(20));
        TimeSpan took = Stopwatch.GetElapsedTime(begin);
        if (!ended)
        {
            process.Kill(entireProcessTree: true);
        }

        // .NET itself is not up yet in the first tenths of a second: then the signal ends the process, which shells call 130 or 143.
        int[] codes = signal == "TERM" && seconds < 0.5 ? [130, 143] : [130];
        Assert.Multiple(() =>
        {
            Assert.That(ended, Is.True, "the process had to be killed");
            Assert.That(process.ExitCode, Is.AnyOf([.. codes.Cast<object>()]), () => output.Result + error.Result);
            Assert.That(took, Is.LessThan(Promised));

            // What does not heed the signal is ended all the same, but without this word.
            Assert.That(error.Result, seconds < 0.5 ? Is.Not.Null : Does.Contain("cancelled"), "work went on until the process was ended by force");
            Assert.That(error.Result, Does.Not.Contain("   at "), "a stack trace reached the user");
        });
    }

    // Whether .NET is up and has taken the signal over, from the mask of caught signals; elsewhere than on Linux the seconds have to do.
    private static bool Heeds(Process process, string signal)
    {
        if (!OperatingSystem.IsLinux())
        {
            return true;
        }

        int number = signal switch { "HUP" => 1, "INT" => 2, "QUIT" => 3, _ => 15 };
        string caught;
        try
        {
            caught = File.ReadLines($"/proc/{process.Id}/status").First(line => line.StartsWith("SigCgt:", StringComparison.Ordinal))[7..].Trim();
        }
        catch (IOException)
        {
            return true; // ended meanwhile
        }

        return ((ulong.Parse(caught, NumberStyles.HexNumber, CultureInfo.InvariantCulture) >> (number - 1)) & 1) != 0;
    }

    private static Process Start(Dictionary<string, string>? environment, string[] arguments)
    {
        string program = Path.Combine(TestContext.CurrentContext.TestDirectory, "acs.dll");
        string dotnet = Toolchain.Programs.ExecutablePath.Find("dotnet")!;

        // A background job of a script has SIGINT ignored, and so would its tests' programs, which is not what is tested here.
        string[] heeding = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT,QUIT,TERM,HUP", dotnet] : [dotnet];
        var start = new ProcessStartInfo(heeding[0], [.. heeding[1..], program, .. arguments])
        {
            WorkingDirectory = AcsProcess.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment ?? [])
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private static void AssertConsistent(string results)
    {
        if (!Directory.Exists(results))
        {
            return;
        }

        Assert.Multiple(() =>
        {
            Assert.That(Directory.GetFiles(results, "*.partial"), Is.Empty);
            Assert.That(File.Exists(Path.Combine(results, "result.json")), Is.False, "a run that was stopped has no result");
            foreach (string file in Directory.GetFiles(results, "*.jsonl"))
            {
                Assert.That(() => File.ReadAllLines(file).Select(line => JsonDocument.Parse(line).RootElement.ValueKind).Count(), Throws.Nothing, file);
            }
        });
    }
}
