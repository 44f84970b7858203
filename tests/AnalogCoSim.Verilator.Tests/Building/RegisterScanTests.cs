using AnalogCoSim.Verilator.Building;
using AnalogCoSim.Verilator.Tests.Support;
using AnalogCoSim.Verilator.Tests.Toys;

namespace AnalogCoSim.Verilator.Tests.Building;

[Category("Smoke")]
public sealed class RegisterScanTests
{
    [Test]
    public void Toy_registers_are_those_on_the_left_of_non_blocking_assignments()
    {
        Assert.That(RegisterNames.Of(Path.Combine(ToyModels.Sources().Root, "acs_toy.sv")), Is.EquivalentTo((string[])["count_q", "sum_q", "wide_q", "memory_q"]));
    }

    [TestCase("always_ff @(posedge c) a <= b;", "a")]
    [TestCase("always_ff @(posedge c) if (!r) {a, b[3:0]} <= '0; else {a, b} <= {b, a};", "a b")]
    [TestCase("always_ff @(posedge c) begin : name a[x][1] <= 1; s.field <= 2; end", "a s")]
    [TestCase("assign x = a <= b; assign y = {a, b} <= c; always_comb if ({a, b} <= c) z = 1;", "")]
    public void Targets_alone_are_registers(string code, string expected) => Assert.That(string.Join(' ', RegisterScan.Registers(code)), Is.EqualTo(expected));
}
