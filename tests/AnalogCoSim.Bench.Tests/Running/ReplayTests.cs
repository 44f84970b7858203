using System.Buffers.Binary;
using System.Text.Json;
using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Bench.Running;
using AnalogCoSim.Bench.Scenarios.Binding;
using AnalogCoSim.Bench.Tests.Support;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Chip.Tests;
using AnalogCoSim.Core;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Random;
using AnalogCoSim.Inference;
using AnalogCoSim.Inference.Programming;
using AnalogCoSim.Rtl.Engine;
using AnalogCoSim.Rtl.Simulation;
using AnalogCoSim.Toolchain.Programs;
using AnalogCoSim.Toolchain.Tools;

namespace AnalogCoSim.Bench.Tests.Running;

/// <summary>A run that fails runs the failing image again and writes waves of the guilty core.</summary>
[TestFixture]
[CancelAfter(600_000)]
public sealed class ReplayTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void SetUp()
    {
        _folder = new TemporaryFolder();
        if (new Doctor(ToolLocator.Default).Examine([ToolCatalog.Verilator, ToolCatalog.Compiler]).Any(tool => tool.Tool is null))
        {
            Assert.Ignore("Verilator is not installed; scripts/setup.sh rtl installs it.");
        }
    }

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [TestCase("engine=lockstep", "coreNN.fst", TestName = "Failing_run_leaves_waves_of_the_guilty_core_around_the_clock")]
    [TestCase("engine=lockstep,threads=2", "coreNN.fst", TestName = "Failing_run_on_two_threads_leaves_waves_of_the_guilty_core_around_the_clock")]
    public void Waves(string settings, string name)
    {
        // The image before the failing one has moved the clock.
        ScenarioResult result = Fail(2, ["data.count=2", .. settings.Split(',')]);

        FailureWaves waves = result.Error!.Waves!;
        Assert.Multiple(() =>
        {
            Assert.That(waves.Files[0], Is.EqualTo(Path.Combine("waves", "failure", name.Replace("NN", $"{waves.Core:D2}", StringComparison.Ordinal))));
            Assert.That(result.Error.Where, Does.Contain($"core {waves.Core},"));
            Assert.That(waves.Differs, Is.Null, "the second run fails as the first one did");
            Assert.That(waves.FailedAtClock, Is.InRange(waves.FromClock, waves.UntilClock));
            Assert.That(result.Failure!.Render(), Does.Contain(Path.Combine(_folder.Path, waves.Files[0])));
            Assert.That(result.Error.Remedy, Does.Contain($"{waves.FailedAtClock * ChipWaves.PicosecondsPerClock} ps"));
        });
        Assert.That(result.Error.Expected, Does.Match(@"^-?\d+ \(reference\)\nstages: P=.* \(reference\)\n {8}P=.* \(RTL\)\nfirst difference: b, "), "the planted register is named");
        Assert.That(result.Failure!.Expected, Is.EqualTo(result.Error.Expected));
        Assert.That(File.ReadAllText(_folder.File("run.log")), Does.Contain("first difference: b, "));
        foreach (string file in waves.Files)
        {
            (ulong begin, ulong end) = Times(_folder.File(file));
            Assert.That(begin, Is.EqualTo(waves.FromClock * ChipWaves.PicosecondsPerClock), file);
            Assert.That(end, Is.GreaterThan(begin), file);
        }

        Assert.That(Times(_folder.File(waves.Files[0])).End, Is.GreaterThanOrEqualTo(waves.FailedAtClock * ChipWaves.PicosecondsPerClock));
        using JsonDocument written = JsonDocument.Parse(File.ReadAllText(_folder.File("result.json")));
        JsonElement error = written.RootElement.GetProperty("error");
        Assert.That(error.GetProperty("waves").GetProperty("files")[0].GetString(), Is.EqualTo(waves.Files[0]));
        (int image, int step, int core, ulong clock) = (error.GetProperty("image").GetInt32(), error.GetProperty("step").GetInt32(), error.GetProperty("core").GetInt32(), error.GetProperty("clock").GetUInt64());
        Assert.That(core, Is.EqualTo(waves.Core));
        Assert.That(result.Error.Where, Does.StartWith($"image {image}, layer '{error.GetProperty("layer").GetString()}' (step {step}), position ").And.EndsWith($", clock {clock} of the image"));
    }

    [Test]
    public void Waves_that_a_scenario_asks_for_are_of_every_core_from_clock_0_to_the_end_of_the_first_image()
    {
        RunOptions options = Options(0, "record.waves=true", "data.count=2") with { Engines = DefaultEngineFactory.Instance };

        ScenarioResult result = ScenarioRunner.Run(ScenarioFile.Load(Quickstart.File, options.Overrides), options, NoProgress.Instance);

        Assert.That(result.Failure, Is.Null);
        int[] cores = [.. result.PerLayer.SelectMany(layer => layer.Cores).Distinct().Order()];
        string[] files = [.. cores.Select(core => _folder.File($"waves/core{core:D2}.fst"))];
        Assert.That(Directory.GetFiles(_folder.File("waves")), Is.EquivalentTo(files));
        // A file ends with the last change of its core: with the image for the last one to work. The registers are written before it.
        ulong image = (ulong)Math.Round(result.PerLayer.Sum(layer => layer.CyclesPerImage ?? 0)) * ChipWaves.PicosecondsPerClock;
        Assert.That(files.Select(file => Times(file).Begin), Has.All.Zero);
        Assert.That(files.Select(file => Times(file).End), Has.All.LessThan(image * 3 / 2).And.Some.GreaterThanOrEqualTo(image));
        Assert.That(files.Select(file => new FileInfo(file).Length), Has.All.GreaterThan(20_000), "each has what its core did");
    }

    [Test]
    public void Waves_of_an_earlier_failure_go_when_a_run_begins()
    {
        FailureWaves first = Fail(0).Error!.Waves!;
        Assert.That(File.Exists(_folder.File(first.Files[0])));

        ErrorResult second = Fail(0, "record.replay=false").Error!;
        Assert.That(second.Waves, Is.Null);
        Assert.That(second.Expected, Does.Match(@"^-?\d+ \(reference\)\nstages: P=\d+ N=\d+ t=\S+ \(\S+\) y=\S+ \(\S+\) v=\S+ \(\S+\) r=\S+ \(\S+\) q=-?\d+$"), "the reference alone");
        Assert.That(Directory.Exists(_folder.File("waves/failure")) ? Directory.GetFiles(_folder.File("waves/failure")) : [], Is.Empty);
    }

    [Test]
    public void Failure_is_told_as_soon_as_its_result_is_written_and_an_interrupted_replay_leaves_it()
    {
        using var source = new CancellationTokenSource();
        var told = new List<string>();
        string? written = null;
        var options = Options(0) with
        {
            Tell = text =>
            {
                written ??= File.ReadAllText(_folder.File("result.json"));
                told.Add(text);
                if (text.StartsWith("building the model for waves", StringComparison.Ordinal))
                {
                    source.Cancel();
                }
            },
        };

        Assert.Catch<OperationCanceledException>(() => ScenarioRunner.Run(ScenarioFile.Load(Quickstart.File, options.Overrides), options, NoProgress.Instance, source.Token));

        Assert.That(told, Has.Count.EqualTo(2), string.Join('\n', told));
        Assert.That(told[0], Does.Match(@"^ACS0403 LDPU output differs.*\n  where: .*core 0, .*\n  expected: .*"));
        Assert.That(written, Does.Contain("\"ACS0403\"").And.EqualTo(File.ReadAllText(_folder.File("result.json"))));
        Assert.That(File.ReadAllText(_folder.File("run.log")), Does.Contain("cancelled"));
        Assert.That(File.Exists(_folder.File("junit.xml")), Is.False, "no writers were asked for");
    }

    [Test]
    public void Waves_that_cannot_be_written_leave_the_failure_as_it_is()
    {
        Directory.CreateDirectory(_folder.Path);
        Quickstart.RunInto(_folder.Path, new BrokenEngineFactory());
        Directory.CreateDirectory(_folder.File("waves"));
        File.WriteAllText(_folder.File("waves/failure"), "a file");

        ScenarioResult result = Fail(0);

        Assert.That((result.Error!.Code, result.Error.Waves), Is.EqualTo(("ACS0403", (FailureWaves?)null)));
        Assert.That(File.ReadAllText(_folder.File("run.log")), Does.Contain("no waves of the failure"));
    }

    [TestCase(null, "the second run did not fail: something that an earlier image left behind in the RTL takes part")]
    [TestCase(8, "the second run, which has assertions, failed with ACS0602 image 4, layer 'dense' (step 8)")]
    [TestCase(0, null)]
    public void Second_run_that_goes_otherwise_is_told(int? failsInStep, string? told)
    {
        ChipProgram program = TestPrograms.Small();
        ProgrammedChip chip = ProgrammedChip.Create(program, new AnalogParameters { Fidelity = Fidelity.Exact });
        var counts = new Counts();
        using var rtl = new RtlEngine(chip, new RtlChipOptions()) { Counts = counts };
        rtl.Run([4], TestPrograms.Images(program, 1));
        var failure = new AcsException(ErrorCode.LockstepLdpuMismatch, "planted", "image 4") { Core = 40 };
        var replay = new FailureReplay(rtl.PlanReplay()!, chip, null, 4, failure, failure.Core);
        counts.FailsInStep = failsInStep;

        if (told is not null)
        {
            Assert.That(replay.Run(_folder.Path, CancellationToken.None).Waves.Differs, Does.StartWith(told));
            return;
        }

        var error = Assert.Throws<AcsException>(() => replay.Run(_folder.Path, CancellationToken.None))!;
        Assert.That((error.Code, error.Message, error.Actual), Is.EqualTo((ErrorCode.RtlStalled, "The second run of the image ended before its waves began.", "no more counts")));
    }

    private sealed class Counts : ICountSource
    {
        public int? FailsInStep { get; set; }

        public bool TryGet(in MvmAddress address, ReadOnlySpan<sbyte> inputs, Span<ushort> countsP, Span<ushort> countsN) =>
            address.Step == FailsInStep ? throw new AcsException(ErrorCode.RtlStalled, "no more counts") : false;
    }

    private ScenarioResult Fail(int core, params string[] overrides)
    {
        RunOptions options = Options(core, overrides);
        ScenarioResult result = ScenarioRunner.Run(ScenarioFile.Load(Quickstart.File, options.Overrides), options, NoProgress.Instance);
        Assert.That(result.Error, Is.Not.Null);
        return result;
    }

    private RunOptions Options(int core, params string[] overrides) => new()
    {
        ScenarioPath = Quickstart.File,
        Overrides = ["threads=1", "expect={}", "network.compiler.layout=compact", .. overrides.Any(one => one.StartsWith("data.count", StringComparison.Ordinal)) ? [] : (string[])["data.count=1"], .. overrides],
        Engines = new FlippedRegisterFactory(DefaultEngineFactory.Instance, core, column: 3),
        ResultFolder = _folder.Path,
    };

    // From the header block of an FST file: a byte of type, eight of length, the first and the last time.
    private static (ulong Begin, ulong End) Times(string path)
    {
        byte[] head = File.ReadAllBytes(path)[..25];
        return (BinaryPrimitives.ReadUInt64BigEndian(head.AsSpan(9)), BinaryPrimitives.ReadUInt64BigEndian(head.AsSpan(17)));
    }
}
