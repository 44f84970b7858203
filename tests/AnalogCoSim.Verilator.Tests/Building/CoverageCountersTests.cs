using AnalogCoSim.Verilator.Building;
using AnalogCoSim.Verilator.Ports;

namespace AnalogCoSim.Verilator.Tests.Building;

/// <summary>What counts as within a reset, by the name of its port.</summary>
[Category("Smoke")]
public sealed class CoverageCountersTests
{
    [TestCase("rst_ni", "return !model.rootp->rst_ni;")]
    [TestCase("aresetn", "return !model.rootp->aresetn;")]
    [TestCase("rst_i", "return model.rootp->rst_i;")]
    [TestCase("other_i", "return false;")]
    public void Reset_is_known_by_its_name_with_its_level(string port, string expected)
    {
        string text = CoverageCounters.Generate(CoverageCounters.Example, PortTable.FromHeader($"VL_IN8(&{port},0,0);\nVL_IN8(&data_i,7,0);\n"));

        Assert.That(text, Does.Contain(expected).And.Contains("#define ACS_COVER_POINTS 17\n"));
    }
}
