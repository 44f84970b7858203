using System.Diagnostics;
using System.Globalization;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Toolchain.Processes;
using AnalogCoSim.Toolchain.Programs;

namespace AnalogCoSim.Toolchain.Tests.Processes;

/// <summary>The contract of running programs, whatever library does it.</summary>
[Category("Smoke")]
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ProcessRunnerTests
{
    private readonly IProcessRunner _runner = ProcessRunner.Default;

    [Test]
    [CancelAfter(30_000)]
    public async Task Output_and_error_are_captured_apart_and_streamed_line_by_line(CancellationToken token)
    {
        var lines = new List<string>();
        ProcessRequest request = Victim.Request("print", "500") with
        {
            OnLine = (kind, line) =>
            {
                lock (lines)
                {
                    lines.Add($"{kind} {line}");
                }
            },
        };

        ProcessResult result = await _runner.RunAsync(request, token);

        Assert.Multiple(() =>
        {
            Assert.That(result.Output, Does.StartWith("out 0\nout 1\n").And.EndsWith("out 499\n"));
            Assert.That(result.Error, Does.StartWith("err 0\nerr 1\n").And.EndsWith("err 499\n"));
            Assert.That(lines, Has.Count.EqualTo(1000));
            Assert.That(lines.Where(line => line.StartsWith("Output", StringComparison.Ordinal)).First(), Is.EqualTo("Output out 0"));
        });
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(42)]
    [CancelAfter(30_000)]
    public async Task Exit_code_is_reported_and_not_thrown(int code, CancellationToken token)
    {
        ProcessResult result = await _runner.RunAsync(Victim.Request("exit", code.ToString(CultureInfo.InvariantCulture)), token);

        Assert.That(result.ExitCode, Is.EqualTo(code));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task EnsureSuccess_of_a_failure_names_code_output_and_command(CancellationToken token)
    {
        ProcessResult result = await _runner.RunAsync(Victim.Request("nonsense"), token);

        var error = Assert.Throws<AcsException>(() => result.EnsureSuccess())!;

        Assert.Multiple(() =>
        {
            Assert.That(error.Code, Is.EqualTo(ErrorCode.ToolFailed));
            Assert.That(error.Actual, Does.Contain("99").And.Contain("unknown trick nonsense"));
            Assert.That(error.Remedy, Does.Contain("nonsense"));
        });
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task Arguments_reach_the_program_unchanged(CancellationToken token)
    {
        ProcessResult result = await _runner.RunAsync(Victim.Request("arguments", "two words", "a\"quote", "", "$HOME", "*", "back\\slash\\"), token);

        Assert.That(result.Output, Is.EqualTo("[two words]\n[a\"quote]\n[]\n[$HOME]\n[*]\n[back\\slash\\]\n"));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task Working_folder_and_environment_are_handed_on(CancellationToken token)
    {
        ProcessRequest request = Victim.Request("environment", "ACS_PROBE") with
        {
            WorkingDirectory = "/usr",
            Environment = new Dictionary<string, string?> { ["ACS_PROBE"] = "seen" },
        };

        ProcessResult result = await _runner.RunAsync(request, token);

        Assert.That(result.Output, Is.EqualTo("seen\n/usr\n"));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task Standard_input_is_empty(CancellationToken token)
    {
        ProcessResult result = await _runner.RunAsync(Victim.Request("read"), token);

        Assert.That(result.Output, Is.EqualTo("read 0\n"));
    }

    [Test]
    public async Task Missing_program_is_a_coded_error_that_promises_no_package()
    {
        var error = (await Assert.ThrowsAsync<AcsException>(() => _runner.RunAsync(new ProcessRequest("no-such-program-acs", []))))!;

        Assert.Multiple(() =>
        {
            Assert.That(error.Code, Is.EqualTo(ErrorCode.ToolMissing));
            Assert.That(error.ExitCode, Is.EqualTo(3));
            Assert.That(error.Remedy, Is.EqualTo("install no-such-program-acs, or put its folder into PATH"));
        });
    }

    [TestCase("ar", "sudo apt-get install -y binutils")]
    [TestCase("verilator", "sudo apt-get install -y verilator")]
    [TestCase("dwebp", "sudo apt-get install -y webp")]
    [TestCase("setsid", "sudo apt-get install -y util-linux")]
    [TestCase("/opt/tool/verilator-x", "put an executable file at /opt/tool/verilator-x, or name another one")]
    public void Remedy_names_the_package_that_holds_the_program(string program, string remedy)
    {
        Assert.That(ToolCatalog.Remedy(program), Is.EqualTo(remedy));
    }

    [TestCase(9, "memory")]
    [TestCase(15, "run again")]
    [CancelAfter(30_000)]
    public async Task Program_that_a_signal_ended_is_not_a_failed_one(int signal, string remedy, CancellationToken token)
    {
        ProcessResult result = await _runner.RunAsync(new ProcessRequest("sh", ["-c", $"kill -{signal} $$"]), token);

        var error = Assert.Throws<AcsException>(() => result.EnsureSuccess())!;

        Assert.That((error.Code, result.Signal), Is.EqualTo((ErrorCode.ToolKilled, (int?)signal)));
        Assert.That(error.Remedy, Does.Contain(remedy));
    }

    [Test]
    [Platform("Linux")]
    [CancelAfter(30_000)]
    public async Task What_a_killed_bench_has_started_dies_with_it(CancellationToken token)
    {
        ProcessRequest request = Victim.Request("runner");
        using var bench = new Process { StartInfo = new ProcessStartInfo(request.Program, request.Arguments) { RedirectStandardOutput = true } };
        bench.Start();
        int child = ChildNumber((await bench.StandardOutput.ReadLineAsync(token))!);

        bench.Kill();

        Assert.That(HasEnded(child), "the program outlived the bench that started it");
    }

    [Test]
    [Platform("Linux")]
    [CancelAfter(30_000)]
    public async Task Programs_are_not_in_the_process_group_that_gets_an_interrupt(CancellationToken token)
    {
        ProcessResult result = await _runner.RunAsync(new ProcessRequest("sh", ["-c", "cut -d' ' -f5 /proc/self/stat"]), token);

        string ours = (await File.ReadAllTextAsync("/proc/self/stat", token)).Split(' ')[4];
        Assert.That(result.Output.Trim(), Is.Not.EqualTo(ours));
    }

    [Test]
    public async Task Missing_working_folder_is_a_coded_error()
    {
        ProcessRequest request = Victim.Request("exit", "0") with { WorkingDirectory = "/no/such/folder" };

        var error = (await Assert.ThrowsAsync<AcsException>(() => _runner.RunAsync(request)))!;

        Assert.That(error.Where, Is.EqualTo("/no/such/folder"));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task Timeout_kills_the_whole_tree(CancellationToken token)
    {
        int child = 0;
        ProcessRequest request = Victim.Request("family") with
        {
            Timeout = TimeSpan.FromSeconds(3),
            OnLine = (_, line) => child = ChildNumber(line),
        };
        var watch = Stopwatch.StartNew();

        var error = (await Assert.ThrowsAsync<AcsException>(() => _runner.RunAsync(request, token)))!;

        Assert.Multiple(() =>
        {
            Assert.That(error.Code, Is.EqualTo(ErrorCode.ToolTimeout));
            Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(20)));
            Assert.That(child, Is.Positive, "the victim did not tell its child's number in time");
            Assert.That(HasEnded(child), "the grandchild outlived the time limit");
        });
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task Cancellation_kills_the_whole_tree(CancellationToken token)
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(token);
        var started = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        ProcessRequest request = Victim.Request("family") with { OnLine = (_, line) => started.TrySetResult(ChildNumber(line)) };

        Task<ProcessResult> run = _runner.RunAsync(request, cancel.Token);
        int child = await started.Task;
        await cancel.CancelAsync();

        await Assert.ThrowsAsync(Is.InstanceOf<OperationCanceledException>(), () => run);
        Assert.That(HasEnded(child), "the grandchild outlived the cancellation");
    }

    [Test]
    [Platform("Linux")]
    [CancelAfter(30_000)]
    public async Task Cancellation_reaches_what_lost_its_parent(CancellationToken token)
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(token);
        var started = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var request = new ProcessRequest("sh", ["-c", "(sleep 60 & echo child $!); exec sleep 60"]) { OnLine = (_, line) => started.TrySetResult(ChildNumber(line)) };

        Task<ProcessResult> run = _runner.RunAsync(request, cancel.Token);
        int orphan = await started.Task;
        await cancel.CancelAsync();

        await Assert.ThrowsAsync(Is.InstanceOf<OperationCanceledException>(), () => run);
        Assert.That(HasEnded(orphan), "the orphan outlived the cancellation");
    }

    [Test]
    public async Task Cancelled_token_starts_nothing()
    {
        Exception? error = await Assert.CatchAsync(() => _runner.RunAsync(Victim.Request("exit", "0"), new CancellationToken(true)));

        Assert.That(error, Is.InstanceOf<OperationCanceledException>());
    }

    private static int ChildNumber(string line) => int.Parse(line.AsSpan("child ".Length), CultureInfo.InvariantCulture);

    private static bool HasEnded(int processId)
    {
        for (int attempt = 0; attempt < 100; attempt++)
        {
            string stat = $"/proc/{processId}/stat";
            if (!File.Exists(stat) || File.ReadAllText(stat).Contains(") Z ", StringComparison.Ordinal))
            {
                return true;
            }

            Thread.Sleep(20);
        }

        return false;
    }
}
