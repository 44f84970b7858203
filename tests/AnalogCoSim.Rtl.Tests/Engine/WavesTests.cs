using AnalogCoSim.Analog.Parameters;
using AnalogCoSim.Chip.Configuration;
using AnalogCoSim.Chip.Link;
using AnalogCoSim.Chip.Program;
using AnalogCoSim.Chip.Tests;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Inference;
using AnalogCoSim.Inference.Programming;
using AnalogCoSim.Rtl.Engine;
using AnalogCoSim.Rtl.Simulation;
using AnalogCoSim.Verilator.Building;
using AnalogCoSim.Verilator.Tests.Support;

namespace AnalogCoSim.Rtl.Tests.Engine;

[Category("Smoke")]
[CancelAfter(300_000)]
public sealed class WavesTests
{
    private const ulong Clock = ChipWaves.PicosecondsPerClock;

    private static readonly ChipProgram Program = TestPrograms.Small();

    private static readonly ProgrammedChip Chip = ProgrammedChip.Create(Program, new AnalogParameters { Fidelity = Fidelity.Noisy, Seed = 5 });

    private string _folder = string.Empty;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("acs-waves-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Each_of_three_cores_has_its_own_waves_from_clock_0_in_picoseconds()
    {
        var clocks = new Clocks();
        int configured;
        using (var rtl = new RtlEngine(Chip, new RtlChipOptions { Flavour = ModelFlavour.Trace, Waves = new ChipWaves(_folder, [0, 1, 40]) }))
        {
            configured = (int)rtl.Rtl.Cycle;
            rtl.Run([4], TestPrograms.Images(Program, 1), clocks);
        }

        Assert.That(Directory.GetFiles(_folder).Select(Path.GetFileName).Order(), Is.EqualTo((string[])["core00.fst", "core01.fst", "core40.fst"]));
        foreach (int core in (int[])[0, 1, 40])
        {
            FstChanges waves = FstChanges.Read(ChipWaves.File(_folder, core), "cfg_valid_i", "ldpu_column_o", "start_i");
            Assert.That((waves.Exponent, waves.Begin), Is.EqualTo((-12, 0UL)), $"core {core}");

            // The last column of each result: 255 stands on the port from the beginning of the clock that the engine reports.
            ulong[] last = [.. waves.Changes.Where(change => change.Signal == "ldpu_column_o" && change.Value == "11111111").Select(change => change.Time)];
            Assert.That(last, Is.EqualTo(clocks.Of(core).Select(cycle => (cycle + (ulong)configured) * Clock)), $"core {core}");
            Assert.That(waves.Rises("start_i"), Has.Length.EqualTo(clocks.Of(core).Count()), $"core {core}");
            Assert.That(waves.Rises("cfg_valid_i")[0], Is.LessThan((ulong)configured * Clock), "the configuration is in the waves");
        }
    }

    [Test]
    public void Waves_of_one_core_can_end_while_those_of_another_go_on()
    {
        using (var rtl = new RtlEngine(Chip, new RtlChipOptions { Flavour = ModelFlavour.Trace, Waves = new ChipWaves(_folder, [0, 1]) }))
        {
            rtl.Run([4], TestPrograms.Images(Program, 1));
            rtl.Rtl.Trace(0, null);
            rtl.Run([5], TestPrograms.Images(Program, 1));
        }

        Assert.That(FstChanges.Read(ChipWaves.File(_folder, 0), "start_i").Rises("start_i"), Has.Length.EqualTo(36));
        Assert.That(FstChanges.Read(ChipWaves.File(_folder, 1), "start_i").Rises("start_i"), Has.Length.EqualTo(72));
    }

    // The second image fails in its first clocks, without a snapshot, and in its last ones, with a ring.
    [TestCase(2, 0)]
    [TestCase(145, 500)]
    public void Failure_at_any_clock_is_replayed_into_waves_with_the_clocks_of_the_first_run(int mvm, int snapshots)
    {
        using var rtl = new RtlEngine(Chip, new RtlChipOptions { Flavour = ModelFlavour.Check, SnapshotInterval = snapshots });
        rtl.Run([8], TestPrograms.Images(Program, 1));
        var first = new Clocks { Limit = mvm };
        rtl.Run([9], TestPrograms.Images(Program, 1, seed: 3), first);
        ulong failed = rtl.Rtl.Cycle;
        var second = new Clocks { Limit = mvm };

        WaveReplay replay = rtl.PlanReplay()!.Run([first.Last.Core, 12], _folder, second);

        Assert.That(second.All, Is.EqualTo(first.All));
        Assert.That((replay.Failure, replay.Files.Count), Is.EqualTo(((AcsException?)null, 2)));
        FstChanges waves = FstChanges.Read(replay.Files[replay.Files.ToList().FindIndex(file => file.Contains($"core{first.Last.Core:D2}", StringComparison.Ordinal))], "ldpu_column_o");
        Assert.That(waves.Changes[^1], Is.EqualTo((failed * Clock, "ldpu_column_o", "11111111")));
        Assert.That(waves.Begin, Is.EqualTo(replay.FromCycle * Clock));
        Assert.That(failed, Is.InRange(replay.FromCycle, replay.UntilCycle));
    }

    // Without assertions it is a stall; the replay, which has them, tells the second MVM that finds no room.
    [TestCase(ModelFlavour.Check, ErrorCode.RtlAssertion)]
    [TestCase(ModelFlavour.Fast, ErrorCode.RtlStalled)]
    public void Failure_after_register_writes_by_hand_is_replayed_with_them(ModelFlavour flavour, ErrorCode code)
    {
        using var rtl = new RtlEngine(Chip, new RtlChipOptions { Flavour = flavour });
        rtl.Rtl.Configure([ChipConfiguration.Route(10, 9, new RouteEntry(1 << (int)LinkPort.W1, 0, false))]);
        var error = Assert.Throws<AcsException>(() => rtl.Run([0], TestPrograms.Images(Program, 1)))!;

        WaveReplay replay = rtl.PlanReplay()!.Run([9, 10, 12], _folder);

        Assert.That(error.Code, Is.EqualTo(code));
        Assert.That(replay.Failure?.Code, Is.EqualTo(ErrorCode.RtlAssertion));
        Assert.That((replay.Failure!.Where, replay.Failure.Actual), flavour == ModelFlavour.Check ? Is.EqualTo((error.Where, error.Actual)) : Is.Not.Null);
        Assert.That(FstChanges.Read(ChipWaves.File(_folder, 9), "tx_valid_o").Changes.Any(change => change.Value.EndsWith('1')), "core 9 sends");
        Assert.That(FstChanges.Read(ChipWaves.File(_folder, 10), "tx_valid_o").Changes, Is.All.Matches<(ulong, string, string Value)>(change => !change.Value.Contains('1')), "tile 10 forwards nothing");
    }

    [Test]
    public void Waves_in_another_flavour_and_in_a_folder_that_cannot_be_are_coded_errors()
    {
        var error = Assert.Throws<AcsException>(() => new RtlEngine(Chip, new RtlChipOptions { Waves = new ChipWaves(_folder, [0]) }))!;
        Assert.That(error.Code, Is.EqualTo(ErrorCode.RtlMisuse));
        using var rtl = new RtlEngine(Chip, new RtlChipOptions { Flavour = ModelFlavour.Trace });
        Assert.That(Assert.Throws<AcsException>(() => rtl.Rtl.Trace(3, Path.Combine(_folder, "none", "x.fst")))!.Actual, Does.Contain("x.fst"));
    }

    private sealed class Clocks : IMvmObserver
    {
        public List<(int Core, int Position, ulong Cycle)> All { get; } = [];

        public int Limit { get; init; } = int.MaxValue;

        public (int Core, int Position, ulong Cycle) Last => All[^1];

        public IEnumerable<ulong> Of(int core) => All.Where(one => one.Core == core).Select(one => one.Cycle);

        public bool OnMvm(in MvmRecord record)
        {
            All.Add((record.Address.Core, record.Address.Position, record.Cycle));
            return All.Count < Limit;
        }
    }
}
