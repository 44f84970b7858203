using System.Globalization;
using System.Text.RegularExpressions;
using AnalogCoSim.Benchmarks.Streaming;
using AnalogCoSim.Chip.Configuration;
using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Chip.Link;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Rtl.Simulation;
using AnalogCoSim.Verilator.Building;
using AnalogCoSim.Verilator.Models;

namespace AnalogCoSim.Rtl.Tests.Simulation;

/// <summary>Whatever the native scheduler refuses, it refuses for the reason that its sources give.</summary>
[Category("Smoke")]
[CancelAfter(300_000)]
public sealed partial class NativeRefusalTests
{
    private const int Tile = 5;

    private static readonly RtlChipOptions Fast = new();

    // A start in clock 10: its counts are on their way from clock 66 on, in 1-phase mode.
    private static readonly Dictionary<string, Action<RtlChip>[]> Provocations = new()
    {
        ["configuration of a tile that does not exist"] =
        [
            chip => chip.Configure([new ConfigWrite(ChipGeometry.Cores, 0, 0)]),
            chip => chip.Configure([new ConfigWrite(0, 0, 0), new ConfigWrite(-1, 0, 0)]),
        ],
        ["the chip is not at rest"] =
        [
            chip => IdleAfter(chip, 13, ChipCommand.Load(10, Tile, 0)),
            chip => IdleAfter(chip, 13, ChipCommand.Inject(10, Tile, 7, 0, 200)),
            chip => IdleAfter(chip, 30, ChipCommand.Start(10, Tile, false)),
            chip => IdleAfter(chip, 340, ChipCommand.Start(10, Tile, false)),
            chip => IdleAfter(chip, 12, ChipCommand.Write(10, new ConfigWrite(Tile, 0, 1))),
        ],
        ["a clock that is over"] = [chip => IdleAt(chip, 20, 19), chip => IdleAt(chip, 20, 0)],
        ["a command with a tile, kind or length that does not exist"] =
        [
            chip => chip.Run([new ChipCommand(10, -1, ChipCommandKind.Start, 0, 0, 0)], []),
            chip => chip.Run([new ChipCommand(10, ChipGeometry.Cores, ChipCommandKind.Start, 0, 0, 0)], []),
            chip => chip.Run([new ChipCommand(10, Tile, (ChipCommandKind)(-1), 0, 0, 4)], new sbyte[4]),
            chip => chip.Run([new ChipCommand(10, Tile, (ChipCommandKind)4, 0, 0, 4)], new sbyte[4]),
            chip => chip.Run([new ChipCommand(10, Tile, ChipCommandKind.Load, 0, 0, 255)], new sbyte[256]),
            chip => chip.Run([new ChipCommand(10, Tile, ChipCommandKind.Inject, 0, 0, 0)], new sbyte[256]),
            chip => chip.Run([new ChipCommand(10, Tile, ChipCommandKind.Inject, 0, 0, 257)], new sbyte[257]),
        ],
        ["commands are not sorted, or outside the clocks to run"] =
        [
            chip => chip.Run([ChipCommand.Start(12, Tile, false), ChipCommand.Start(11, 6, false)], []),
            chip => RunAt(chip, 20, ChipCommand.Start(19, Tile, false)),
            chip => chip.Run([ChipCommand.Start(100, Tile, false)], [], 100),
        ],
        ["two register writes in one clock"] = [chip => chip.Run([ChipCommand.Write(10, new ConfigWrite(1, 0, 0)), ChipCommand.Write(10, new ConfigWrite(2, 0, 0))], [])],
        ["a load while the tile's last load is under way"] = [chip => chip.Run([ChipCommand.Load(10, Tile, 0), ChipCommand.Load(17, Tile, 0)], new sbyte[256])],
        ["a packet while the tile's last packet is under way"] = [chip => chip.Run([ChipCommand.Inject(10, Tile, 7, 0, 4), ChipCommand.Inject(15, Tile, 7, 0, 4)], new sbyte[4])],
        ["a latency that the macros cannot have"] =
        [
            _ => Create(new NativeConfig { LatencyOnePhase = 0, LatencyFourPhase = 1 }),
            _ => Create(new NativeConfig { LatencyOnePhase = 1, LatencyFourPhase = 0 }),
            _ => Create(new NativeConfig { LatencyOnePhase = RtlChipOptions.LongestLatency + 1, LatencyFourPhase = 1 }),
            _ => Create(new NativeConfig { LatencyOnePhase = 1, LatencyFourPhase = RtlChipOptions.LongestLatency + 1 }),
        ],
    };

    private static IEnumerable<string> Reasons => Provocations.Keys;

    [TestCaseSource(nameof(Reasons))]
    public void What_is_refused_is_refused_for_the_reason_told(string reason)
    {
        for (int i = 0; i < Provocations[reason].Length; i++)
        {
            using var chip = new RtlChip(Fast, new StreamingWorkload(1));
            var error = Assert.Throws<AcsException>(() => Provocations[reason][i](chip), $"provocation {i}")!;
            Assert.That((error.Code, error.Actual), Is.EqualTo((ErrorCode.RtlMisuse, reason)), $"provocation {i}");
        }
    }

    [Test]
    public void Every_reason_in_the_native_sources_has_its_provocations()
    {
        IEnumerable<string> reasons = ChipHarness.Partitioned.Files.Where(file => file.Name is "acs_scheduler.h" or "acs_commands.h")
            .SelectMany(file => Reason().Matches(file.Text)).Select(match => match.Groups[1].Value).Distinct();

        Assert.That(reasons, Is.EquivalentTo(Provocations.Keys));
    }

    [Test]
    public void What_stands_close_to_a_refusal_is_taken()
    {
        using var chip = new RtlChip(Fast, new StreamingWorkload(1));
        ChipCommand[] commands =
        [
            ChipCommand.Write(10, new ConfigWrite(1, 0, 0)), ChipCommand.Load(10, Tile, 0), ChipCommand.Inject(10, Tile, 7, 0, 4), ChipCommand.Write(11, new ConfigWrite(1, 0, 0)),
            ChipCommand.Inject(16, Tile, 7, 0, 256), ChipCommand.Load(18, Tile, 0), ChipCommand.Start(999, 63, false),
        ];

        Assert.That(() => chip.Run(commands, new sbyte[256], 1000), Throws.Nothing);
        Assert.That(chip.Run([], []), Is.True);
        Assert.That(() => chip.Idle(chip.Cycle), Throws.Nothing);
    }

    [Test]
    public void Features_that_the_flavour_lacks_are_refused_with_the_flavours_that_have_them()
    {
        using var fast = new RtlChip(Fast, new StreamingWorkload(1));
        using var check = new RtlChip(Fast with { Flavour = ModelFlavour.Check }, new StreamingWorkload(1));
        foreach (Action call in (Action[])[() => fast.Save(), () => fast.Trace(0, "x.fst"), () => fast.WriteCoverage("x"), () => check.Trace(0, "x.fst"), () => check.Trace(0, null), () => check.WriteCoverage("x")])
        {
            var error = Assert.Throws<AcsException>(call)!;
            Assert.That((error.Code, error.Expected), Is.EqualTo((ErrorCode.ToolFailed, "snapshots: flavour Check, of a module alone Trace too; waves: Trace; coverage: Cover; held registers and several clocks: models built for them")));
        }
    }

    [Test]
    public void Snapshot_of_a_chip_of_another_build_is_refused()
    {
        using var check = new RtlChip(Fast with { Flavour = ModelFlavour.Check }, new StreamingWorkload(1));
        using var fast = new RtlChip(Fast, new StreamingWorkload(1));
        using ModelSnapshot snapshot = check.Save();

        Assert.Throws<ArgumentOutOfRangeException>(() => fast.Restore(snapshot));
    }

    [Test]
    public void Options_out_of_their_range_are_refused_by_name()
    {
        (RtlChipOptions Options, string Name)[] wrong =
        [
            (Fast with { DigestInterval = -1 }, nameof(RtlChipOptions.DigestInterval)), (Fast with { SnapshotInterval = -1 }, nameof(RtlChipOptions.SnapshotInterval)),
            (Fast with { SnapshotCount = -1 }, nameof(RtlChipOptions.SnapshotCount)), (Fast with { SnapshotCount = (1 << 16) + 1 }, nameof(RtlChipOptions.SnapshotCount)),
            (Fast with { SnapshotInterval = 5 }, nameof(RtlChipOptions.SnapshotInterval)), (Fast with { Waves = new ChipWaves("x", [0]) }, nameof(RtlChipOptions.Waves)),
        ];
        foreach ((RtlChipOptions options, string name) in wrong)
        {
            var error = Assert.Throws<AcsException>(() => new RtlChip(options, new StreamingWorkload(1)), name)!;
            Assert.That((error.Code, error.Where), Is.EqualTo((ErrorCode.RtlMisuse, $"{nameof(RtlChipOptions)}.{name}")));
        }
    }

    [Test]
    public void Tiles_ports_and_data_that_do_not_exist_are_refused()
    {
        using var chip = new RtlChip(Fast, new StreamingWorkload(1));
        foreach (int tile in (int[])[-1, ChipGeometry.Cores])
        {
            Action[] calls = [() => chip.Report(tile), () => chip.Captured(tile, LinkPort.E1), () => chip.ReadRegister(tile, ".x"), () => chip.Trace(tile, null)];
            Assert.That(calls.Select(Refused), Is.All.True, $"tile {tile}");
        }

        Action[] others =
        [
            () => chip.Captured(0, (LinkPort)LinkTable.Ports), () => chip.KeptSnapshot(0), () => chip.KeptSnapshot(-1), () => chip.CountActivity(0, 2), () => chip.CountActivity(1, -2),
            () => chip.CountActivity(1, 3), () => chip.CountActivity(1, 4098), () => chip.Run([ChipCommand.Load(10, 1, 1)], new sbyte[256]), () => chip.Run([ChipCommand.Inject(10, 1, 0, -1, 4)], new sbyte[256]),
            () => chip.Run([ChipCommand.Inject(10, 1, 0, 0, -4)], new sbyte[256]),
        ];
        for (int i = 0; i < others.Length; i++)
        {
            Assert.That(Refused(others[i]), string.Create(CultureInfo.InvariantCulture, $"call {i}"));
        }

        static bool Refused(Action call)
        {
            try
            {
                call();
                return false;
            }
            catch (ArgumentOutOfRangeException)
            {
                return true;
            }
        }
    }

    private static void IdleAfter(RtlChip chip, ulong cycle, ChipCommand command)
    {
        chip.Run([command], new sbyte[256], cycle);
        Assert.That(chip.Cycle, Is.EqualTo(cycle), "something is under way");
        chip.Idle(1000);
    }

    private static void IdleAt(RtlChip chip, ulong cycle, ulong until)
    {
        chip.Idle(cycle);
        chip.Idle(until);
    }

    private static void RunAt(RtlChip chip, ulong cycle, ChipCommand command)
    {
        chip.Idle(cycle);
        chip.Run([command], []);
    }

    // Past the checks of the managed side.
    private static unsafe void Create(NativeConfig config)
    {
        EngineLibrary library = EngineLibrary.Load(VerilatorBuild.Default.Build(Fast.Specification()));
        int[] links = new int[ChipGeometry.Cores * LinkTable.NeighbourPorts];
        Array.Fill(links, -1);
        fixed (int* table = links)
        {
            config.Links = table;
            nint engine = library.Create(&config);
            try
            {
                throw NativeError.ToException(library.Error(engine), "acs_tile", "tile");
            }
            finally
            {
                library.Destroy(engine);
            }
        }
    }

    [GeneratedRegex("(?:refuse\\(|return )\"([^\"]+)\"")]
    private static partial Regex Reason();
}
