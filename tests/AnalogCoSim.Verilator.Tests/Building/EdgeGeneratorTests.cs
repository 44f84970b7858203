using AnalogCoSim.Verilator.Building;

namespace AnalogCoSim.Verilator.Tests.Building;

public sealed class EdgeGeneratorTests
{
    [TestCase("CData/*0:0*/ __Vtrigrprev__TOP__clk_i;", "__Vtrigrprev__TOP__clk_i")]
    [TestCase("CData/*0:0*/ __Vtrigprevexpr___TOP__clk_i__0;", "__Vtrigprevexpr___TOP__clk_i__0")]
    [TestCase("CData/*0:0*/ __Vtrigprevexpr___TOP__clk_i__0;\nCData/*0:0*/ __Vtrigprevexpr___TOP__clk_i__1;", null)]
    [TestCase("CData/*0:0*/ __Vtrigrprev__TOP__rst_ni;", null)]
    public void Last_clock_value_is_found_only_when_it_is_one_variable(string header, string? expected)
    {
        Assert.That(EdgeGenerator.ClockBefore(header, "clk_i"), Is.EqualTo(expected));
    }
}
