using AnalogCoSim.Rtl.Benchmarks;
using AnalogCoSim.Rtl.Simulation;
using AnalogCoSim.Verilator.Building;

namespace AnalogCoSim.Rtl.Tests.Benchmarks;

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

    [TestCase("CData/*0:0*/ __Vtrigrprev__TOP__clk_i;", "__Vtrigrprev__TOP__clk_i")]
    [TestCase("CData/*0:0*/ __Vtrigprevexpr___TOP__clk_i__0;", "__Vtrigprevexpr___TOP__clk_i__0")]
    [TestCase("CData/*0:0*/ __Vtrigprevexpr___TOP__clk_i__0;\nCData/*0:0*/ __Vtrigprevexpr___TOP__clk_i__1;", null)]
    [TestCase("CData/*0:0*/ __Vtrigrprev__TOP__rst_ni;", null)]
    public void Last_clock_value_is_found_only_when_it_is_one_variable(string header, string? expected)
    {
        Assert.That(EdgeGenerator.ClockBefore(header, "clk_i"), Is.EqualTo(expected));
    }
}
