using AnalogCoSim.Verilator.Declarations;

namespace AnalogCoSim.Verilator.Tests.Declarations;

/// <summary>Clock and reset are recognised by their usual names, and not guessed.</summary>
[Category("Smoke")]
public sealed class PortRolesTests
{
    [TestCase("input logic clk_i, input logic d", "clk_i")]
    [TestCase("input clk, input other_clk", "clk")]
    [TestCase("input wire sys_clk", "sys_clk")]
    [TestCase("input wire wr_clk, input wire rd_clk", "wr_clk rd_clk")]
    [TestCase("input logic [1:0] clk", "")]
    [TestCase("output logic clk", "")]
    [TestCase("input logic clken", "")]
    public void Clock_is_the_usual_name_or_all_candidates(string ports, string clocks) => Assert.That(PortRoles.ClocksOf(Module(ports)), Is.EqualTo(clocks.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    [TestCase("rst_ni", true)]
    [TestCase("rst_n", true)]
    [TestCase("resetn", true)]
    [TestCase("aresetn", true)]
    [TestCase("nreset", true)]
    [TestCase("rst", false)]
    [TestCase("rst_i", false)]
    [TestCase("reset", false)]
    public void Level_of_a_reset_is_what_its_name_says(string name, bool low)
    {
        Assert.That(PortRoles.ResetOf(Module($"input logic {name}")), Is.EqualTo(name));
        Assert.That(PortRoles.IsActiveLow(name), Is.EqualTo(low));
    }

    private static ModuleDeclaration Module(string ports) => ModuleDeclaration.Parse("top", ("top.sv", $"module top ({ports}); endmodule"))!;
}
