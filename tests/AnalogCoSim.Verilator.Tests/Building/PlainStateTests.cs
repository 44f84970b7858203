using AnalogCoSim.Verilator.Building;

namespace AnalogCoSim.Verilator.Tests.Building;

public sealed class PlainStateTests
{
    [TestCase("VL_IN8(clk_i,0,0);", "clk_i")]
    [TestCase("struct {\n VL_INW(&wide_i,255,0,8);\n };", "wide_i")]
    [TestCase("CData/*0:0*/ flag_q;\nVlUnpacked<SData/*15:0*/, 128> mem;\nVlTriggerVec<2> __VactTriggered;", "flag_q")]
    [TestCase("VlWide<3>/*95:0*/ wide_q;\nVlUnpacked<VlWide<3>/*95:0*/, 4> rows;", "wide_q")]
    [TestCase("CData/*0:0*/ flag_q;\nstd::string name;", null)]
    [TestCase("CData/*0:0*/ flag_q;\nVlQueue<CData/*7:0*/> queue;", null)]
    [TestCase("Vmodel_acs_tile* __PVT__u_tile;", null)]
    [TestCase("", null)]
    public void State_of_integers_and_arrays_is_plain_and_nothing_else(string declarations, string? first)
    {
        string header = $"// DESIGN SPECIFIC STATE\n{declarations}\n\n// INTERNAL VARIABLES\n";

        Assert.That(PlainState.FirstOf(header), Is.EqualTo(first));
        Assert.That(PlainState.Generate(header, []), Does.Contain($"ACS_PLAIN_STATE {(first is null ? 0 : 1)}"));
    }

    [Test]
    public void State_in_a_second_class_is_serialised()
    {
        const string Package = "class Vmodel_pkg {\n// INTERNAL VARIABLES\n";

        Assert.That(PlainState.Generate(PlainState.Example, [Package]), Does.Contain("ACS_PLAIN_STATE 1"));
        Assert.That(PlainState.Generate(PlainState.Example, [Package, PlainState.Example]), Does.Contain("ACS_PLAIN_STATE 0"));
    }
}
