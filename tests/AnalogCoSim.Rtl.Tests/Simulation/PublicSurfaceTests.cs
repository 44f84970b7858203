using System.Reflection;
using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Benchmarks.Streaming;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Chip.Tests;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Inference.Programming;
using AnalogCoSim.Rtl.Engine;
using AnalogCoSim.Rtl.Simulation;
using AnalogCoSim.Rtl.Units;
using AnalogCoSim.Verilator.Building;
using AnalogCoSim.Verilator.Models;
using AnalogCoSim.Verilator.Tests.Support;

namespace AnalogCoSim.Rtl.Tests.Simulation;

/// <summary>No public call can take the process down: every one of these tests ends the test host if it fails badly.</summary>
[Category("Smoke")]
public sealed class PublicSurfaceTests
{
    private static readonly RtlChipOptions Check = new() { Flavour = ModelFlavour.Check };

    [Test]
    public void Every_member_of_a_disposed_chip_throws_so()
    {
        RtlChip chip = Chip();
        DisposedMembers.AssertThrow(
            chip,
            new Dictionary<string, string> { ["SeesLinks"] = "a choice made at its creation" },
            [("Run", () => chip.Run([], [])), ("Configure", () => chip.Configure([]))],
            Argument);
    }

    [Test]
    public void Every_member_of_a_disposed_engine_throws_so()
    {
        RtlEngine engine = Engine();
        CoreSlice slice = engine.Program.Slices.First();
        DisposedMembers.AssertThrow(
            engine,
            new Dictionary<string, string>
            {
                ["Program"] = "what was compiled, kept by the caller as well",
                ["Counts"] = "set at its creation",
                ["PositionShare"] = "set at its creation",
                ["ActivityBins"] = "set at its creation",
                ["Host"] = "set at its creation",
                ["MacroTime"] = "counted in managed code",
                ["HostActs"] = "counted in managed code",
                ["Rtl"] = "the chip, whose members throw themselves",
                ["Activity"] = "what was counted of a whole image lives on; of one that broke off, the chip's Activity throws",
            },
            [("Run", () => engine.Run([0], TestPrograms.Images(engine.Program, 1))), ("FollowPacket", () => engine.FollowPacket(slice, slice, 0, []))],
            Argument);
    }

    [Test]
    public void Every_member_of_a_disposed_unit_throws_so()
    {
        var unit = new Fp16RtlUnit();
        DisposedMembers.AssertThrow(
            unit,
            new Dictionary<string, string>(),
            [("Execute", () => unit.Execute(Fp16Operation.Add, [1], [1], [1], new uint[1])), ("Execute", () => unit.Execute(Fp16Operation.Add, [], [], [], []))],
            Argument);
    }

    [Test]
    public void Wrong_arguments_are_exceptions()
    {
        using RtlChip chip = Chip();
        using RtlEngine engine = Engine();
        using var unit = new Fp16RtlUnit();
        Action[] calls =
        [
            () => _ = new RtlChip(null!, null!), () => _ = new RtlChip(Check, null!), () => chip.Trace(-1, "x"), () => chip.Trace(64, null),
            () => chip.Trace(3, "x"), () => chip.Report(64), () => chip.KeptSnapshot(0), () => chip.KeptSnapshot(-1), () => chip.Restore(null!), () => chip.CountActivity(0, 2),
            () => chip.CountActivity(1, 1 << 30), () => chip.CountActivity(1, -2), () => chip.Run([ChipCommand.Load(0, 1, 0)], []), () => chip.Run([new ChipCommand(5, 1, ChipCommandKind.Inject, 0, -1, 5)], new sbyte[3]),
            () => chip.WriteCoverage(null!), () => chip.OpenWaves(null!), () => _ = new RtlEngine(null!), () => engine.Run([0], []), () => engine.Replay(5),
            () => unit.Execute(Fp16Operation.Add, [1], [1], [1], []), () => unit.Execute(Fp16Operation.Add, [1, 2], [1], [1], new uint[2]),
        ];
        for (int i = 0; i < calls.Length; i++)
        {
            Assert.That(calls[i], Throws.InstanceOf<Exception>(), $"call {i}");
        }
    }

    [Test]
    public void Bad_commands_are_coded_errors_and_the_chip_lives_on()
    {
        ChipCommand[] bad =
        [
            new(100, 64, ChipCommandKind.Start, 0, 0, 0), new(100, -1, ChipCommandKind.Start, 0, 0, 0), new(100, 1, (ChipCommandKind)7, 0, 0, 0), new(100, 1, ChipCommandKind.Load, 0, 0, 5),
            new(100, 1, ChipCommandKind.Inject, 0, 0, 0), new(100, 1, ChipCommandKind.Inject, 0, 0, 257), new(0, 1, ChipCommandKind.Start, 0, 0, 0),
        ];
        foreach (ChipCommand command in bad)
        {
            using RtlChip chip = Chip();
            chip.Idle(10);
            Assert.That(Assert.Throws<AcsException>(() => chip.Run([command], new sbyte[1024]))!.Code, Is.EqualTo(ErrorCode.RtlMisuse));
        }
    }

    [Test]
    public void Calls_from_a_callback_are_refused()
    {
        RtlChip? chip = null;
        var caught = new List<ErrorCode>();
        var listener = new Calling(() =>
        {
            foreach (Action call in (Action[])[() => chip!.Run([], []), () => chip!.Dispose(), () => chip!.Configure([]), () => _ = chip!.Cycle, () => chip!.RegisterDigest(), () => chip!.Save()])
            {
                caught.Add(Assert.Throws<AcsException>(call)!.Code);
            }
        });
        chip = new RtlChip(Check, listener);

        chip.Run([ChipCommand.Start(20, 3, true)], [], 1000);

        Assert.That(caught, Has.Count.EqualTo(6).And.All.EqualTo(ErrorCode.RtlMisuse));
        Assert.That(chip.Statistics.Mvms, Is.EqualTo(1));
        chip.Dispose();
    }

    [Test]
    [CancelAfter(60_000)]
    public void Disposal_while_another_thread_runs_is_refused(CancellationToken token)
    {
        using var inside = new ManualResetEventSlim();
        using var tried = new ManualResetEventSlim();
        using var chip = new RtlChip(Check, new Calling(() =>
        {
            inside.Set();
            tried.Wait(token);
        }));
        var runner = new Thread(() => chip.Run([ChipCommand.Start(20, 3, true)], [], 1000));
        runner.Start();
        try
        {
            inside.Wait(token);
            AcsException refused = Assert.Throws<AcsException>(chip.Dispose)!;
            Assert.That((refused.Code, refused.Where), Is.EqualTo((ErrorCode.RtlMisuse, "a call from a second thread")));
        }
        finally
        {
            tried.Set();
            runner.Join();
        }

        Assert.That(chip.Statistics.Mvms, Is.EqualTo(1), "the run went on");
    }

    [Test]
    public void Another_chip_may_run_in_a_callback()
    {
        using RtlChip inner = Chip();
        using var outer = new RtlChip(Check, new Calling(() => inner.Idle(inner.Cycle + 100)));

        outer.Run([ChipCommand.Start(20, 3, true)], [], 1000);

        Assert.That((inner.Cycle, outer.Statistics.Mvms), Is.EqualTo((100UL, 1UL)));
    }

    // Nobody asks for a collection here: the collector must see by itself what hangs on a forgotten chip.
    [Test]
    [CancelAfter(180_000)]
    public void Forgotten_chips_are_freed_by_the_collector_on_its_own()
    {
        for (int i = 0; i < 10; i++)
        {
            Drop();
        }

        long before = Resident();
        long most = before;
        for (int i = 0; i < 300; i++)
        {
            Drop();
            most = Math.Max(most, Resident());
        }

        TestContext.Progress.WriteLine($"{(most - before) >> 20} MiB at most over those before");
        Assert.That((most - before) / (1 << 20), Is.LessThan(200), "MiB; 300 chips hold some 550");
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static void Drop() => Chip().Idle(5);

    private static long Resident() =>
        long.Parse(File.ReadAllText("/proc/self/statm").Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture) * Environment.SystemPageSize;

    private static RtlChip Chip() => new(Check, new StreamingWorkload(1));

    private static RtlEngine Engine() => new(ProgrammedChip.Create(TestPrograms.Small(), new AnalogParameters { Fidelity = Fidelity.Exact }), Check);

    private static object? Argument(ParameterInfo parameter) => parameter.ParameterType switch
    {
        var type when type == typeof(string) => "byte_i",
        var type when type == typeof(int) => 2,
        var type when type == typeof(ulong) => 5UL,
        var type when type == typeof(CancellationToken) => CancellationToken.None,
        var type when type == typeof(ModelSnapshot) => Snapshot(),
        var type when type == typeof(ChipWaves) => new ChipWaves(Path.GetTempPath(), [1]),
        var type when type == typeof(IReadOnlyCollection<int>) => (int[])[1],
        var type => type.IsValueType ? Activator.CreateInstance(type) : null,
    };

    private static ModelSnapshot Snapshot()
    {
        using RtlChip chip = Chip();
        return chip.Save();
    }

    private sealed class Calling(Action action) : IRtlChipListener
    {
        public void OnMvm(int tile, uint sequence, bool fourPhase, ReadOnlySpan<sbyte> inputs, Span<ushort> countsP, Span<ushort> countsN) => action();

        public bool OnLdpu(int tile, uint sequence, ulong cycle, ReadOnlySpan<sbyte> outputs) => true;

        public void OnHostPacket(int tile, int path, ReadOnlySpan<sbyte> data, ulong cycle)
        {
        }
    }
}
