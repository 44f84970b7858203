using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Chip;
using AnalogCoSim.Chip.Configuration;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Chip.Tests;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Random;
using AnalogCoSim.Inference;
using AnalogCoSim.Inference.Programming;
using AnalogCoSim.Inference.Reference;
using AnalogCoSim.Rtl.Engine;
using AnalogCoSim.Rtl.Simulation;
using AnalogCoSim.Verilator.Building;

namespace AnalogCoSim.Rtl.Tests.Engine;

[Category("Smoke")]
public sealed class RtlEngineTests
{
    private static readonly RtlChipOptions Check = new() { Flavour = ModelFlavour.Check };

    private static readonly ChipProgram Program = TestPrograms.Small();

    [TestCase(Fidelity.Exact, ReadMode.FourPhase)]
    [TestCase(Fidelity.Noisy, ReadMode.FourPhase)]
    [TestCase(Fidelity.Noisy, ReadMode.OnePhase)]
    public void Every_mvm_and_every_output_equals_the_reference(Fidelity fidelity, ReadMode mode)
    {
        ProgrammedChip chip = ProgrammedChip.Create(Program, new AnalogParameters { Fidelity = fidelity, ReadMode = mode, Seed = 5 });
        using var reference = new ReferenceEngine(chip);
        using var rtl = new RtlEngine(chip, Check);
        sbyte[] images = TestPrograms.Images(Program, 2);
        var expected = new Recorder();
        var actual = new Recorder();

        IReadOnlyList<InferenceResult> wanted = reference.Run([3, 4], images, expected);
        IReadOnlyList<InferenceResult> found = rtl.Run([3, 4], images, actual);

        Assert.That(actual.Mvms, Has.Count.EqualTo(expected.Mvms.Count));
        foreach (var (key, value) in expected.Mvms)
        {
            Assert.That(actual.Mvms[key], Is.EqualTo(value), $"{key}");
        }

        Assert.That(found.Select(result => result.Output), Is.EqualTo(wanted.Select(result => result.Output)));
        Assert.That(found[0].StepCycles.Where((_, step) => Program.Steps[step] is CrossbarStep), Is.All.GreaterThan(0));
    }

    [Test]
    public void Every_column_group_has_the_residual_and_the_place_of_its_own_channels()
    {
        ChipProgram program = TestPrograms.ResidualInTwoGroups();
        ProgrammedChip chip = ProgrammedChip.Create(program, new AnalogParameters { Fidelity = Fidelity.Exact });
        using var rtl = new RtlEngine(chip, Check);
        using var reference = new ReferenceEngine(chip);
        sbyte[] images = TestPrograms.Images(program, 2);

        Assert.That(rtl.Run([0, 1], images).Select(result => result.Output), Is.EqualTo(reference.Run([0, 1], images).Select(result => result.Output)));
    }

    [TestCase(0)]
    [TestCase(2)]
    public void Steps_that_share_cores_draw_the_noise_of_the_reference(int secondCore)
    {
        ChipProgram program = TestPrograms.TwoSteps(secondCore);
        ProgrammedChip chip = ProgrammedChip.Create(program, new AnalogParameters { ProgrammingNoiseScale = 0, Seed = 9 });
        using var reference = new ReferenceEngine(chip);
        using var rtl = new RtlEngine(chip, Check);
        var expected = new Recorder();
        var actual = new Recorder();
        sbyte[] images = TestPrograms.Images(program, 2);

        reference.Run([3, 4], images, expected);
        rtl.Run([3, 4], images, actual);

        Assert.That(actual.Mvms, Is.EquivalentTo(expected.Mvms));
        string[] first = [.. actual.Mvms.Where(mvm => mvm.Key is { Step: 0, Core: 0 }).Select(mvm => mvm.Value)];
        string[] second = [.. actual.Mvms.Where(mvm => mvm.Key.Step == 1 && mvm.Key.Core == secondCore).Select(mvm => mvm.Value)];
        Assert.That(first, Has.Length.EqualTo(72));
        Assert.That(first.Zip(second).Count(pair => pair.First == pair.Second), Is.Zero, "noise of the first step again");
    }

    [Test]
    public void Layer_takes_one_packet_interval_a_position()
    {
        ProgrammedChip chip = ProgrammedChip.Create(Program, new AnalogParameters { Fidelity = Fidelity.Exact });
        using var rtl = new RtlEngine(chip, Check);

        InferenceResult result = rtl.Run([0], TestPrograms.Images(Program, 1))[0];

        // 36 positions, two cores, packets of four channels: the last packet leaves 8 + 1 + 208 + 24 + 17 + 4 clocks after its load began.
        Assert.That(result.StepCycles[0], Is.EqualTo((35 * 258) + 8 + 1 + 208 + 24 + 17 + 4 + 1));
    }

    [Test]
    public void Observer_stops_the_run()
    {
        ProgrammedChip chip = ProgrammedChip.Create(Program, new AnalogParameters { Fidelity = Fidelity.Exact });
        using var rtl = new RtlEngine(chip, Check);

        Assert.That(rtl.Run([0, 1], TestPrograms.Images(Program, 2), new Recorder { Limit = 10 }), Is.Empty);
    }

    // The observer stops where a scoreboard would: in the middle of a layer, with MVMs under way.
    [Test]
    public void Layer_replayed_from_a_kept_snapshot_reports_the_same_mvms()
    {
        ProgrammedChip chip = ProgrammedChip.Create(Program, new AnalogParameters { Fidelity = Fidelity.Noisy, Seed = 5 });
        using var whole = new RtlEngine(chip, Check);
        using var rtl = new RtlEngine(chip, Check with { SnapshotInterval = 1000, SnapshotCount = 3 });
        var expected = new Recorder();
        whole.Run([7], TestPrograms.Images(Program, 1), expected);
        var seen = new Recorder { Limit = 30 };
        rtl.Run([7], TestPrograms.Images(Program, 1), seen);
        var replayed = new Recorder();

        IReadOnlyList<ulong> points = rtl.ReplayPoints();
        bool finished = rtl.Replay(points[0], replayed);

        Assert.That(finished, Is.True);
        Assert.That(points, Has.Count.EqualTo(3));
        Assert.That(replayed.Mvms.Keys.Select(key => key.Step).Distinct().ToList(), Has.Count.EqualTo(1));
        Assert.That(replayed.Mvms.Keys.Intersect(seen.Mvms.Keys), Is.Not.Empty, "it goes back to before the stop");
        Assert.That(replayed.Mvms.Keys.Max(key => key.Position), Is.EqualTo(35), "and on to the end");
        foreach (var (key, value) in replayed.Mvms)
        {
            Assert.That(value, Is.EqualTo(expected.Mvms[key]), $"{key}");
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => rtl.Replay(points[0] + 1));
    }

    // The snapshot of the very clock in which a core delivered its last column: that MVM is done and does not come again.
    [Test]
    public void Layer_replayed_from_the_clock_of_a_result_does_not_report_it_again()
    {
        ProgrammedChip chip = ProgrammedChip.Create(Program, new AnalogParameters { Fidelity = Fidelity.Noisy, Seed = 5 });
        using var rtl = new RtlEngine(chip, Check with { SnapshotInterval = 1, SnapshotCount = 300 });
        ulong begin = rtl.Rtl.Cycle;
        var seen = new Ends(5);
        rtl.Run([7], TestPrograms.Images(Program, 1), seen);
        (MvmAddress done, ulong cycle) = seen.Mvms[^2];
        var replayed = new Ends(int.MaxValue);

        Assert.That(rtl.Replay(begin + cycle, replayed), Is.True);

        Assert.That(replayed.Mvms.Select(mvm => mvm.Address), Does.Not.Contain(done).And.Contain(seen.Mvms[^1].Address));
        Assert.That(replayed.Mvms, Has.Count.EqualTo(72 - 4));
    }

    // The macros convert 256 MVMs at once.
    [Test]
    public void Layer_of_more_positions_than_a_batch_of_the_macros_draws_the_noise_of_the_reference()
    {
        ChipProgram wide = Program with
        {
            Tensors = [new TensorSpec("image", 2, 17, 17, 0.02f), new TensorSpec("a", 4, 17, 17, 0.05f)],
            Steps = [(CrossbarStep)Program.Steps[0] with { Geometry = new ConvolutionGeometry(3, 3, 1, 1, 1, 1, 17, 17) }],
        };
        EqualsReference(wide);
    }

    [Test]
    public void Activity_is_counted_for_the_first_image_only()
    {
        ProgrammedChip chip = ProgrammedChip.Create(Program, new AnalogParameters { Fidelity = Fidelity.Exact });
        using var rtl = new RtlEngine(chip, Check) { ActivityBins = 32 };
        Assert.That((rtl.Activity, rtl.Work), Is.EqualTo(((ImageActivity?)null, default(EngineWork))));
        rtl.Run([4], TestPrograms.Images(Program, 1));
        EngineWork work = rtl.Work;
        ImageActivity activity = rtl.Activity!;
        rtl.Run([5], TestPrograms.Images(Program, 1));

        Assert.That(activity.Tiles.Evaluations.Sum(count => (long)count), Is.EqualTo((long)work.TileEvaluations));
        Assert.That((activity.Image, activity.Tiles.Clocks), Is.EqualTo((4, work.Cycles)));
        Assert.That(rtl.Activity, Is.SameAs(activity));
        Assert.That(rtl.Work.Mvms, Is.EqualTo(2 * work.Mvms));
    }

    [Test]
    public void Lost_packets_are_a_coded_error_that_names_the_step()
    {
        ProgrammedChip chip = ProgrammedChip.Create(Program, new AnalogParameters { Fidelity = Fidelity.Exact });
        using var rtl = new RtlEngine(chip, Check);

        // The tail of the first chain combines but sends nothing.
        rtl.Rtl.Configure([new ConfigWrite(1, RegisterMap.Ctrl, RegisterMap.PackCtrl(false, false, true, false, 0, 0))]);

        var error = Assert.Throws<AcsException>(() => rtl.Run([0], TestPrograms.Images(Program, 1)))!;

        Assert.That(error.Code, Is.EqualTo(ErrorCode.RtlStalled));
        Assert.That(error.Actual, Does.StartWith("0\n").And.Contain("core 1 (place 1 of its chain) waits in position 0 for its packet to the host").And.Contain("W1 path 0 from clock"));
        Assert.That(error.Where, Does.Contain("conv0"));
    }

    private static void EqualsReference(ChipProgram program)
    {
        ProgrammedChip chip = ProgrammedChip.Create(program, new AnalogParameters { Fidelity = Fidelity.Noisy, Seed = 5 });
        using var reference = new ReferenceEngine(chip);
        using var rtl = new RtlEngine(chip, Check);
        sbyte[] image = TestPrograms.Images(program, 1);

        sbyte[] expected = reference.Run([3], image)[0].Output;

        Assert.That(expected.Distinct().Count(), Is.GreaterThan(2));
        Assert.That(rtl.Run([3], image)[0].Output, Is.EqualTo(expected));
    }

    private sealed class Ends(int most) : IMvmObserver
    {
        public List<(MvmAddress Address, ulong Cycle)> Mvms { get; } = [];

        public bool OnMvm(in MvmRecord record)
        {
            Mvms.Add((record.Address, record.Cycle));
            return Mvms.Count < most;
        }
    }
}
