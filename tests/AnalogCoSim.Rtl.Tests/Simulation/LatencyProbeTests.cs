using AnalogCoSim.Chip.Performance;
using AnalogCoSim.Rtl.Benchmarks;
using AnalogCoSim.Rtl.Building;
using AnalogCoSim.Rtl.Simulation;

namespace AnalogCoSim.Rtl.Tests.Simulation;

[Category("Smoke")]
public sealed class LatencyProbeTests
{
    [Test]
    public void Published_latencies_are_met_to_a_clock_or_its_rounding() =>
        Assert.That(LatencyProbe.Measure(new RtlChipOptions { Flavour = ModelFlavour.Check }), Is.EqualTo(new ChipTiming(54, 208, 54 + 399, 208 + 399)));
}
