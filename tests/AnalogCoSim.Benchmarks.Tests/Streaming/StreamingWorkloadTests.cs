using AnalogCoSim.Benchmarks.Streaming;
using AnalogCoSim.Rtl.Simulation;
using AnalogCoSim.Verilator.Building;

namespace AnalogCoSim.Benchmarks.Tests.Streaming;

[Category("Smoke")]
public sealed class StreamingWorkloadTests
{
    private const int Clocks = 6 * 258;

    // Fast clears the edge detector, Check evaluates both edges and has the assertions on.
    [Test]
    public void Skipped_falling_edge_changes_no_event([Values(0, 1, 9)] int cores)
    {
        var fast = new StreamingWorkload(cores);
        var check = new StreamingWorkload(cores);

        ChipBenchRun without = fast.Run(new RtlChipOptions(), Clocks);
        ChipBenchRun with = check.Run(new RtlChipOptions { Flavour = ModelFlavour.Check }, Clocks);

        Assert.That(without.Clocks, Is.EqualTo((ulong)Clocks));
        Assert.That((without.Events, without.Registers), Is.EqualTo((with.Events, with.Registers)));
        Assert.That(fast.Packets, Is.EqualTo(check.Packets));
        Assert.That(fast.Packets, cores == 0 ? Is.Zero : Is.GreaterThanOrEqualTo(4 * cores));
    }
}
