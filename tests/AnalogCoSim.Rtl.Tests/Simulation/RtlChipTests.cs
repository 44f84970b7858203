using System.Text.RegularExpressions;
using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Chip.Tests;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Rtl.Engine;
using AnalogCoSim.Rtl.Simulation;
using AnalogCoSim.Verilator.Building;
using AnalogCoSim.Verilator.Models;

namespace AnalogCoSim.Rtl.Tests.Simulation;

[Category("Smoke")]
public sealed class RtlChipTests
{
    private static readonly int[][] Chains = [[0, 1, 2, 10, 9, 8], [63], [20, 22, 30, 29]];

    private static readonly RtlChipOptions Check = new() { Flavour = ModelFlavour.Check, DigestInterval = 100 };

    [Test]
    public void Every_ldpu_result_equals_the_model_and_every_packet_arrives()
    {
        var workload = new RandomWorkload(11, Chains) { ExtremeCounts = true };
        using var chip = new RtlChip(Check, workload);
        chip.Configure([.. workload.Writes()]);

        bool finished = RunOn(chip, workload, positions: 4);

        Assert.That((finished, workload.Results, workload.Packets.Count), Is.EqualTo((true, 4 * 11, 4 * 3)));
        workload.CheckResults();
    }

    [Test]
    public void Packets_of_a_chain_come_at_the_published_clock_and_every_258_clocks()
    {
        var workload = new RandomWorkload(12, [0, 1, 2, 3, 4, 5, 6, 7]);
        using var chip = new RtlChip(Check, workload);
        chip.Configure([.. workload.Writes()]);
        ulong start = chip.Cycle;

        RunOn(chip, workload, positions: 3);

        // First pair 1 + 208 clocks after start_i, itself 8 clocks after the load began; then 256 + 24 + 17 * 7 = 399.
        ulong first = start + 8 + 1 + 208 + 399;
        Assert.That(workload.Packets.Select(packet => packet.Cycle), Is.EqualTo((ulong[])[first, first + 258, first + 516]));
    }

    [Test]
    public void Idle_clocks_are_leapt_and_sleeping_tiles_cost_nothing()
    {
        var workload = new RandomWorkload(13, [27]);
        using var chip = new RtlChip(Check, workload);
        chip.Configure([.. workload.Writes()]);
        ChipStatistics before = chip.Statistics;
        sbyte[] data = new sbyte[256];
        ulong now = chip.Cycle;

        chip.Run([ChipCommand.Load(now + 1_000_000, 27, 0), ChipCommand.Start(now + 1_000_008, 27, false)], data);

        ChipStatistics after = chip.Statistics;
        Assert.Multiple(() =>
        {
            Assert.That(after.LeaptCycles - before.LeaptCycles, Is.GreaterThan(1_000_000));
            Assert.That(after.TileEvaluations - before.TileEvaluations, Is.LessThan(700));
            Assert.That(workload.Packets, Has.Count.EqualTo(1));
        });
    }

    [Test]
    public void Run_until_a_clock_stops_there_and_goes_on_alike()
    {
        var (whole, _) = Digests(14, chip => 0);
        var (pieces, _) = Digests(14, chip =>
        {
            for (int i = 0; i < 20; i++)
            {
                chip.Run([], [], chip.Cycle + 37);
            }

            return 0;
        });

        Assert.That(pieces, Is.EqualTo(whole));
    }

    [Test]
    public void Run_that_ends_in_a_clock_of_an_interval_digest_takes_it_once()
    {
        ulong interval = (ulong)Check.DigestInterval;
        var whole = Digests(14, _ => 0);
        var pieces = Digests(14, chip =>
        {
            for (int i = 0; i < 4; i++)
            {
                chip.Run([], [], (chip.Cycle / interval * interval) + interval);
            }

            return 0;
        });

        Assert.That(pieces, Is.EqualTo(whole));
    }

    [Test]
    public void Restored_snapshot_replays_to_the_same_digests()
    {
        var workload = new RandomWorkload(15, Chains);
        using var chip = new RtlChip(Check, workload);
        chip.Configure([.. workload.Writes()]);
        var (commands, data) = workload.Stimulus(chip.Cycle, 2);
        ulong middle = chip.Cycle + 300;
        chip.Run([.. commands.Where(command => command.Cycle < middle)], data, middle);
        using ModelSnapshot snapshot = chip.Save();
        ChipCommand[] rest = [.. commands.Where(command => command.Cycle >= middle)];
        chip.Run(rest, data);
        var first = (chip.EventDigest, chip.IntervalDigest, chip.RegisterDigest(), chip.Cycle);

        chip.Restore(snapshot);
        Assert.That(chip.Cycle, Is.EqualTo(middle));
        chip.Run(rest, data);

        Assert.That((chip.EventDigest, chip.IntervalDigest, chip.RegisterDigest(), chip.Cycle), Is.EqualTo(first));
    }

    [Test]
    public void Fast_and_check_builds_have_the_same_digests()
    {
        var check = Digests(16, _ => 0);
        var fast = Digests(16, _ => 0, Check with { Flavour = ModelFlavour.Fast });

        Assert.That(fast, Is.EqualTo(check));
    }

    [Test]
    public void Different_stimulus_has_different_digests()
    {
        Assert.That(Digests(17, _ => 0), Is.Not.EqualTo(Digests(18, _ => 0)));
    }

    [Test]
    public void Broken_protocol_is_a_coded_error_with_tile_clock_and_place()
    {
        var workload = new RandomWorkload(19, [9]);
        using var chip = new RtlChip(Check, workload);
        chip.Configure([.. workload.Writes()]);
        ulong now = chip.Cycle;

        // A second start before the first pair has come.
        var error = Assert.Throws<AcsException>(() => chip.Run([ChipCommand.Start(now, 9, true), ChipCommand.Start(now + 20, 9, true)], []))!;

        Assert.Multiple(() =>
        {
            Assert.That(error.Code, Is.EqualTo(ErrorCode.RtlAssertion));
            Assert.That(error.Where, Does.Match(@"^rtl/\w+/\w+\.sv.*:\d+, tile 9, clock \d+ of the chip"));
            Assert.That(error.Actual, Does.Contain("ACS:"));
        });
    }

    [Test]
    public void Exception_of_the_listener_comes_out_of_run()
    {
        using var chip = new RtlChip(Check, new Failing());

        Assert.Throws<InvalidTimeZoneException>(() => chip.Run([ChipCommand.Start(chip.Cycle, 3, true)], []));
    }

    [Test]
    public void Unsorted_or_late_commands_are_refused()
    {
        using var chip = new RtlChip(Check, new Failing());

        Assert.Throws<AcsException>(() => chip.Run([ChipCommand.Start(chip.Cycle + 9, 3, true), ChipCommand.Start(chip.Cycle + 8, 4, true)], []));
    }

    [Test]
    public void Chips_on_several_threads_do_not_disturb_each_other()
    {
        var expected = Digests(21, _ => 0);
        var found = new (StateDigest, StateDigest)[3];
        var threads = Enumerable.Range(0, 3).Select(k => new Thread(() => found[k] = Digests(21, _ => 0))).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        Assert.That(found, Is.All.EqualTo(expected));
    }

    [Test]
    [Category("Nightly")]
    [CancelAfter(900_000)]
    public void Flat_chip_has_the_digests_and_the_registers_of_the_partitioned_one()
    {
        var registers = new List<string>();
        var partitioned = Digests(22, Read, Check with { Flavour = ModelFlavour.Fast });
        var flat = Digests(22, Read, Check with { Flavour = ModelFlavour.Fast, Flat = true });

        Assert.That(flat, Is.EqualTo(partitioned));
        Assert.That(registers[1], Is.EqualTo(registers[0]));

        int Read(RtlChip chip)
        {
            // In the midst of a drain.
            chip.Run([], [], chip.Cycle + 400);
            IEnumerable<string> names = new[] { 0, 1 }.SelectMany(column => LdpuTaps.Of(TestPrograms.Nominal(0, 4, 0) with { Combine = true }, column)).Select(tap => tap.Register).Distinct();
            string[] values = [.. Enumerable.Range(0, ChipGeometry.Cores).SelectMany(tile => names.Select(name => $"{tile}{name} {Convert.ToHexString(chip.ReadRegister(tile, name))}"))];
            Assert.That(values, Is.All.Match(@" ([0-9A-F]{2})+$"), "every register is there");
            Assert.That(values.Count(value => value.Contains("delay_q", StringComparison.Ordinal) && !Regex.IsMatch(value, " 0+$")), Is.AtLeast(10), "columns are under way");
            registers.Add(string.Join('\n', values));
            return 0;
        }
    }

    private static bool RunOn(RtlChip chip, RandomWorkload workload, int positions)
    {
        var (commands, data) = workload.Stimulus(chip.Cycle, positions);
        return chip.Run(commands, data);
    }

    // Configures, hands over most of the run to `between` after the commands are in, and finishes.
    private static (StateDigest Events, StateDigest Intervals) Digests(int seed, Func<RtlChip, int> between, RtlChipOptions? options = null)
    {
        var workload = new RandomWorkload(seed, Chains);
        using var chip = new RtlChip(options ?? Check, workload);
        chip.Configure([.. workload.Writes()]);
        var (commands, data) = workload.Stimulus(chip.Cycle, 1);
        ulong loaded = chip.Cycle + 20;
        chip.Run(commands, data, loaded);
        between(chip);
        chip.Run([], [], loaded + 4000);
        Assert.That(chip.Cycle, Is.LessThanOrEqualTo(loaded + 4000));
        workload.CheckResults();
        return (chip.EventDigest, chip.IntervalDigest);
    }

    private sealed class Failing : IRtlChipListener
    {
        public void OnMvm(int tile, uint sequence, bool fourPhase, ReadOnlySpan<sbyte> inputs, Span<ushort> countsP, Span<ushort> countsN) => throw new InvalidTimeZoneException();

        public bool OnLdpu(int tile, uint sequence, ulong cycle, ReadOnlySpan<sbyte> outputs) => true;

        public void OnHostPacket(int tile, int path, ReadOnlySpan<sbyte> data, ulong cycle)
        {
        }
    }
}
