using AnalogCoSim.Benchmarks.Streaming;
using AnalogCoSim.Chip;
using AnalogCoSim.Chip.Performance;
using AnalogCoSim.Rtl.Simulation;
using AnalogCoSim.Rtl.Tests.Support;

namespace AnalogCoSim.Rtl.Tests.Simulation;

[Category("Smoke")]
public sealed class LatencyProbeTests
{
    [Test]
    public void Deep_layer_takes_the_published_clocks_and_64_cores_stream_at_the_packet_interval()
    {
        ChipTiming timing = LatencyProbe.Measure(new RtlChipOptions());
        Assert.That((timing.ChainOnePhase, timing.ChainFourPhase), Is.EqualTo((54 + 399, 208 + 399)));
        Assert.That(timing.StreamOnePhase, Is.EqualTo(new StreamTiming(64, 333, 258)));
        Assert.That(timing.StreamFourPhase, Is.EqualTo(new StreamTiming(64, 487, 258)));
    }

    [TestCase(60, 339, 258)]
    [TestCase(400, 679, 409)]
    public void Slower_macro_is_counted(int clocks, int latency, double interval)
    {
        StreamTiming slow = StreamingProbe.Measure(new RtlChipOptions { LatencyOnePhase = clocks }, fourPhase: false);
        Assert.That((slow.Latency, slow.ClocksPerMvm), Is.EqualTo((latency, interval)));
    }

    [Test]
    public void Clocks_planted_in_the_rtl_are_counted()
    {
        using var tree = new PlantedTree("common/acs_regs_pkg.sv", $"HeadDelay = {RegisterMap.HeadDelay};", $"HeadDelay = {RegisterMap.HeadDelay + 3};");
        Assert.That(StreamingProbe.Measure(new RtlChipOptions { RtlRoot = tree.Root }, fourPhase: false).Latency, Is.EqualTo(333 + 3));
    }
}
