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
}
