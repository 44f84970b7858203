using AnalogCoSim.Benchmarks.Streaming;
using AnalogCoSim.Chip;
using AnalogCoSim.Chip.Configuration;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Rtl.Simulation;
using AnalogCoSim.Verilator.Building;

namespace AnalogCoSim.Rtl.Tests.Simulation;

/// <summary>Whatever lets clocks pass, what is due comes in its clock.</summary>
[Category("Smoke")]
public sealed class TimeTests
{
    private static readonly RtlChipOptions Check = new() { Flavour = ModelFlavour.Check };

    // More writes than the wheel of the macros has clocks: an MVM that was passed over came 1024 clocks late.
    [Test]
    public void Configuration_of_one_tile_does_not_delay_the_mvm_of_another()
    {
        ulong undisturbed = LastResult(0);

        Assert.That(LastResult(2000), Is.EqualTo(undisturbed));
        Assert.That(LastResult(150), Is.EqualTo(undisturbed));
    }

    [TestCase(-5)]
    [TestCase(0)]
    [TestCase(1024)]
    [TestCase(1030)]
    public void Latency_that_no_macro_can_have_is_refused(int latency)
    {
        foreach (RtlChipOptions options in (RtlChipOptions[])[Check with { LatencyOnePhase = latency }, Check with { LatencyFourPhase = latency }])
        {
            var error = Assert.Throws<AcsException>(() => new RtlChip(options, new StreamingWorkload(1)))!;
            Assert.That((error.Code, error.Actual), Is.EqualTo((ErrorCode.RtlMisuse, $"{latency}")));
        }
    }

    [TestCase(1)]
    [TestCase(1023)]
    public void First_pair_comes_after_the_latency_asked_for(int latency)
    {
        Assert.That(LastResult(0, Check with { LatencyFourPhase = latency }), Is.EqualTo(LastResult(0, Check with { LatencyFourPhase = 208 }) + (ulong)latency - 208));
    }

    // A converter takes 256 clocks for an MVM, and the LDPU 258: an MVM that is ready sooner waits for both.
    [TestCase(false, 60)]
    [TestCase(false, 255)]
    [TestCase(true, 215)]
    [TestCase(true, 258)]
    [TestCase(false, 300)]
    public void Mvm_that_starts_while_the_last_one_is_converted_has_its_counts_when_the_converter_is_free(bool fourPhase, int clocks)
    {
        var recorder = new Recorder();
        using var chip = new RtlChip(Check, recorder);
        chip.Configure([.. Enumerable.Range(0, 768).Select(at => new ConfigWrite(5, at, 0))]);
        ulong start = chip.Cycle + 10;

        chip.Run([ChipCommand.Start(start, 5, fourPhase), ChipCommand.Start(start + (ulong)clocks, 5, fourPhase)], []);

        Assert.That(recorder.Results, Has.Count.EqualTo(2));
        Assert.That(recorder.Results[1] - recorder.Results[0], Is.EqualTo((ulong)Math.Max(clocks, RegisterMap.PacketInterval)));
    }

    [Test]
    public void Idle_clocks_pass()
    {
        using RtlChip chip = new(Check, new Recorder());
        chip.Idle(5000);
        Assert.That(chip.Cycle, Is.EqualTo(5000));
    }

    private static ulong LastResult(int writes, RtlChipOptions? options = null)
    {
        var recorder = new Recorder();
        using var chip = new RtlChip(options ?? Check, recorder);
        chip.Configure([.. Enumerable.Range(0, 768).Select(at => new ConfigWrite(5, at, 0))]);
        ulong start = chip.Cycle + 10;
        chip.Run([ChipCommand.Start(start, 5, true)], [], start + 5);
        chip.Configure([.. Enumerable.Range(0, writes).Select(k => new ConfigWrite(9, RegisterMap.ColumnBiasBase + (k % 256), 1))]);
        chip.Run([], []);
        return recorder.Last - start;
    }

    private sealed class Recorder : IRtlChipListener
    {
        public List<ulong> Results { get; } = [];

        public ulong Last => Results[^1];

        public void OnMvm(int tile, uint sequence, bool fourPhase, ReadOnlySpan<sbyte> inputs, Span<ushort> countsP, Span<ushort> countsN)
        {
        }

        public bool OnLdpu(int tile, uint sequence, ulong cycle, ReadOnlySpan<sbyte> outputs)
        {
            Results.Add(cycle);
            return true;
        }

        public void OnHostPacket(int tile, int path, ReadOnlySpan<sbyte> data, ulong cycle)
        {
        }
    }
}
