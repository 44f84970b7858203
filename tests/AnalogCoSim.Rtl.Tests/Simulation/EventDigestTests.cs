using System.Buffers.Binary;
using System.Text.RegularExpressions;
using AnalogCoSim.Rtl.Simulation;
using AnalogCoSim.Verilator.Building;
using AnalogCoSim.Verilator.Models;

namespace AnalogCoSim.Rtl.Tests.Simulation;

/// <summary>What golden traces, replays and the comparison of both engines rest on: digests hold every event and every register state, each with its clock.</summary>
[Category("Smoke")]
[CancelAfter(300_000)]
public sealed partial class EventDigestTests
{
    private const int Positions = 4;
    private const int Interval = 100;

    private static readonly int[][] Chains = [[0, 1, 2], [20], [40, 48]];

    private static readonly RtlChipOptions Fast = new() { DigestInterval = Interval };

    [Test]
    public void Event_digest_is_that_of_all_starts_results_and_host_bytes()
    {
        (StateDigest told, EventDigestModel model) = Run(VerilatorBuild.Default.Build(Fast.Specification()), Fast);

        Assert.That(model.Seen, Is.EqualTo((2 * 6, 2 * 6, Positions * 6, Positions * 3)), "both read modes, results and packets occur");
        Assert.That(told, Is.EqualTo(model.Digest));
    }

    [Test]
    [Category("Nightly")]
    public void Event_digest_of_the_flat_chip_is_that_of_all_starts_results_and_host_bytes()
    {
        RtlChipOptions flat = Fast with { Flat = true };
        (StateDigest told, EventDigestModel model) = Run(VerilatorBuild.Default.Build(flat.Specification()), flat);

        Assert.That(told, Is.EqualTo(model.Digest));
    }

    // A copy of the scheduler in which each kind of event can be left out of the digest: what is not used here, the number of snapshots, says which.
    [Test]
    public void Event_of_any_kind_that_is_left_out_of_the_digest_is_noticed()
    {
        ModelSpecification usual = Fast.Specification();
        NativeFile scheduler = usual.Harness.Files.Single(file => file.Name == "acs_scheduler.h");
        int kinds = 0;
        string planted = NoteCall().Replace(scheduler.Text, call => $"if (config_.snapshot_count != {++kinds}) {call.Value}");
        Assert.That(kinds, Is.EqualTo(3), "MVM starts, LDPU results, host bytes");
        planted = planted.Replace("note(t, 1 + mode,", $"note(t, 1 + (config_.snapshot_count == {++kinds} ? 0 : mode),", StringComparison.Ordinal);
        BuiltModel built = VerilatorBuild.Default.Build(usual with { Harness = With(usual.Harness, scheduler with { Text = planted }) });

        foreach (int kind in Enumerable.Range(0, kinds + 1))
        {
            (StateDigest told, EventDigestModel model) = Run(built, Fast with { SnapshotCount = kind });
            Assert.That(told == model.Digest, Is.EqualTo(kind == 0), $"plant {kind}");
        }
    }

    [Test]
    public void Interval_digest_is_that_of_the_register_states_at_the_multiples_of_the_interval_leapt_over_or_not()
    {
        (StateDigest Digest, ulong Cycle) undisturbed = Intervals(
            static (chip, commands, data, end) =>
            {
                chip.Run(commands, data, end);
                chip.Idle(end);
            },
            out _);
        var sum = default(StateDigest);
        (StateDigest Digest, ulong Cycle) stepped = Intervals(
            (chip, commands, data, end) =>
            {
                for (ulong begin = chip.Cycle; chip.Cycle < end; begin = chip.Cycle)
                {
                    ulong next = Math.Min(end, ((begin / Interval) + 1) * Interval);
                    chip.Run([.. commands.Where(command => command.Cycle >= begin && command.Cycle < next)], data, next);
                    if (chip.Cycle < next)
                    {
                        chip.Idle(next);
                    }

                    sum = next % Interval == 0 ? EventDigestModel.Sum(sum, At(next, chip.RegisterDigest())) : sum;
                }
            },
            out StateDigest before);

        Assert.That(stepped, Is.EqualTo(undisturbed));
        Assert.That(stepped.Digest, Is.EqualTo(EventDigestModel.Sum(before, sum)));
    }

    private static StateDigest At(ulong cycle, StateDigest registers)
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, registers.Low);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(8), registers.High);
        return EventDigestModel.Hash(cycle, 1, 2, bytes);
    }

    private delegate void Drive(RtlChip chip, ChipCommand[] commands, sbyte[] data, ulong end);

    // Two positions at once, and two long after them: many intervals are leapt over.
    private static (StateDigest Digest, ulong Cycle) Intervals(Drive drive, out StateDigest configured)
    {
        var workload = new RandomWorkload(41, Chains);
        using var chip = new RtlChip(Fast, workload);
        chip.Configure([.. workload.Writes()]);
        configured = chip.IntervalDigest;
        ulong begin = chip.Cycle;
        var (commands, data) = workload.Stimulus(begin, 2);
        ChipCommand[] later = [.. commands.Select(command => command with { Cycle = command.Cycle + 7000 })];
        drive(chip, [.. commands, .. later], data, begin + 9000);
        return (chip.IntervalDigest, chip.Cycle);
    }

    private static (StateDigest Told, EventDigestModel Model) Run(BuiltModel built, RtlChipOptions options)
    {
        var workload = new RandomWorkload(40, Chains);
        var model = new EventDigestModel(workload);
        using var chip = new RtlChip(built, options, model);
        chip.Configure([.. workload.Writes()]);
        var (commands, data) = workload.Stimulus(chip.Cycle, Positions);

        // Every other position in 1-phase mode.
        ulong begin = chip.Cycle;
        commands = [.. commands.Select(command => command.Kind == ChipCommandKind.Start ? command with { Argument = (int)((command.Cycle - begin) / 258 % 2) } : command)];
        chip.Run(commands, data);
        model.AddStarts(commands);
        return (chip.EventDigest, model);
    }

    private static NativeHarness With(NativeHarness harness, NativeFile file) => new()
    {
        Name = harness.Name,
        Files = [.. harness.Files.Select(one => one.Name == file.Name ? file : one)],
        Sources = harness.Sources,
        Defines = harness.Defines,
        Control = harness.Control,
        SkipsFallingEdge = harness.SkipsFallingEdge,
        HasShortClocks = harness.HasShortClocks,
    };

    [GeneratedRegex(@"(?<=\n +)note\(t, [^\n]*;")]
    private static partial Regex NoteCall();
}
