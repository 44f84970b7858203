using System.Diagnostics;
using System.Xml.Linq;
using AnalogCoSim.Bench.Running;
using AnalogCoSim.Bench.Scenarios.Binding;
using AnalogCoSim.Bench.Tests.Support;
using AnalogCoSim.Core;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Report;

namespace AnalogCoSim.Bench.Tests.Running;

/// <summary>A run that fails ends at once, on any number of threads, tells the first failure and writes its result; one that is cancelled ends as fast.</summary>
[TestFixture]
public sealed class FailureTests
{
    private static readonly string[] OneByOne = ["data.count=6", "threads=2", "batch=1"];

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new TemporaryFolder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    [CancelAfter(60_000)]
    public void Mismatch_on_one_thread_ends_a_run_whose_other_thread_blocks_until_it_is_cancelled(CancellationToken cancellation)
    {
        ScenarioResult result = Run(new ScriptedFactory((image, token) => Block(image > 3, token), 3), cancellation, "threads=2");
        AssertFailedAt(result, 3);
    }

    [Test]
    [CancelAfter(60_000)]
    public void Engine_that_never_stops_does_not_keep_a_failed_run_from_ending(CancellationToken cancellation)
    {
        using var released = new ManualResetEventSlim();
        long begin = Stopwatch.GetTimestamp();
        ScenarioResult result = Run(
            new ScriptedFactory(
                (image, _) =>
                {
                    if (image == 4)
                    {
                        released.Wait(cancellation);
                    }
                },
                3),
            cancellation);
        released.Set();
        AssertFailedAt(result, 3);
        Assert.That(Stopwatch.GetElapsedTime(begin), Is.LessThan(TimeSpan.FromSeconds(30)));
    }

    [Test]
    public void Worker_that_fails_after_its_run_has_ended_stops_nobody()
    {
        var state = new WorkerState(CancellationToken.None);
        state.Dispose();
        Assert.DoesNotThrow(state.Stop);
    }

    [Test]
    [CancelAfter(60_000)]
    public void First_failing_image_is_told_even_if_a_later_one_fails_sooner([Values(1, 2, 3, 4)] int threads, CancellationToken cancellation)
    {
        ScenarioResult result = Run(new ScriptedFactory((image, _) => Thread.Sleep(image == 1 ? 400 : 0), 1, 2, 3), cancellation, $"threads={threads}");
        AssertFailedAt(result, 1);
        Assert.That(result.Error!.Where, Is.EqualTo(Run(new ScriptedFactory(null, 1, 2, 3), cancellation, "threads=1").Error!.Where));
    }

    [Test]
    [CancelAfter(60_000)]
    public void Images_of_the_batch_before_the_failing_one_are_kept(CancellationToken cancellation)
    {
        ScenarioResult result = Run(new ScriptedFactory(null, 2), cancellation, "threads=1", "batch=6");
        AssertFailedAt(result, 2);
    }

    [TestCase("record.trace=none")]
    [TestCase("record.trace=full")]
    [CancelAfter(60_000)]
    public void Assertion_of_the_rtl_names_its_image_and_leaves_a_whole_result(string trace, CancellationToken cancellation)
    {
        ScenarioResult result = Run(
            new ScriptedFactory((image, _) => Throw(image == 3, new AcsException(ErrorCode.RtlAssertion, "An RTL assertion failed.", "tile 5, clock 77"))), cancellation, trace, "record.images=6");
        Assert.Multiple(() =>
        {
            Assert.That(result.Error!.Code, Is.EqualTo("ACS0601"));
            Assert.That(result.Error.Where, Does.StartWith("image 3, ").And.Contains("tile 5"));
            Assert.That(result.Images, Is.EqualTo(3));
            Assert.That(result.Mismatches, Is.Zero, "an assertion is not a value that differed");
        });
        AssertFiles(result);
    }

    [Test]
    [CancelAfter(60_000)]
    public void One_failure_is_one_failed_case_and_what_follows_from_it_is_skipped(CancellationToken cancellation)
    {
        ScenarioResult result = Run(new ScriptedFactory(null, 1), cancellation, "expect={accuracy: {min: 99.9}, mismatches: 0, accuracyDrop: 0}");
        XElement[] cases = [.. XDocument.Parse(new JUnitReport().Write(result)).Descendants("testcase")];
        Assert.Multiple(() =>
        {
            Assert.That(cases.Count(c => c.Element("failure") is not null), Is.EqualTo(1));
            Assert.That(cases.Single(c => c.Element("failure") is not null).Attribute("name")!.Value, Is.EqualTo("run"));
            Assert.That(cases.Count(c => c.Element("skipped") is not null), Is.EqualTo(3));
        });
    }

    [Test]
    [CancelAfter(60_000)]
    public void Cancelled_run_ends_within_two_seconds_though_an_engine_hangs(CancellationToken cancellation)
    {
        using var released = new ManualResetEventSlim();
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        long begin = 0;
        var engines = new ScriptedFactory((image, _) =>
        {
            if (Interlocked.CompareExchange(ref begin, Stopwatch.GetTimestamp(), 0) == 0)
            {
                cancelled.Cancel();
            }

            released.Wait(cancellation);
        });
        Assert.Catch<OperationCanceledException>(() => Run(engines, cancelled.Token));
        Assert.That(Stopwatch.GetElapsedTime(begin), Is.LessThan(TimeSpan.FromSeconds(2)));
        released.Set();
        Assert.Multiple(() =>
        {
            Assert.That(File.Exists(_folder.File("result.json")), Is.False, "a run that was stopped has no result");
            Assert.That(File.ReadAllText(_folder.File("run.log")), Does.Contain("cancelled"));
        });
    }

    private ScenarioResult Run(IEngineFactory engines, CancellationToken cancellation, params string[] overrides)
    {
        string[] all = [.. OneByOne, "expect={mismatches: 0}", .. overrides];
        var options = new RunOptions { ScenarioPath = Quickstart.File, Overrides = all, Engines = engines, ResultFolder = _folder.Path, Writers = ReportWriters.Usual };
        return ScenarioRunner.Run(ScenarioFile.Load(Quickstart.File, all), options, NoProgress.Instance, cancellation);
    }

    private void AssertFailedAt(ScenarioResult result, int image)
    {
        Assert.Multiple(() =>
        {
            Assert.That(result.Error?.Code, Is.EqualTo("ACS0403"));
            Assert.That(result.Error?.Where, Does.StartWith($"image {image}, "));
            Assert.That(result.PerImage.Select(one => one.Image), Is.EqualTo(Enumerable.Range(0, image)), "the images before the failing one");
        });
        AssertFiles(result);
    }

    private void AssertFiles(ScenarioResult result)
    {
        foreach (string name in (string[])["result.json", "report.html", "junit.xml"])
        {
            Assert.That(File.ReadAllText(_folder.File(name)), Does.Contain(result.Error!.Code), name);
        }
    }

    private static void Block(bool when, CancellationToken token)
    {
        if (when)
        {
            token.WaitHandle.WaitOne();
            token.ThrowIfCancellationRequested();
        }
    }

    private static void Throw(bool when, Exception exception)
    {
        if (when)
        {
            throw exception;
        }
    }
}
