using AnalogCoSim.NUnit.Fixtures;

namespace AnalogCoSim.NUnit.Tests;

/// <summary>A fixture as users write it: whatever the order of its tests, each finds its model as new.</summary>
[RtlFixture]
[NonParallelizable]
[Category("Smoke")]
public sealed class RtlFixtureTests
{
    internal Tally Dut { get; set; } = null!;

    [SetUp]
    public void Reset() => Dut.Reset.Pulse();

    [TestCase(3)]
    [TestCase(5)]
    [TestCase(7)]
    public void Model_is_as_new_in_each_test(int clocks)
    {
        Assert.That((Dut.Count, Dut.Clock.Count, Dut.Enable, Dut.Output.Count), Is.EqualTo((0, 2, false, 0)));
        Dut.Enable = true;
        Dut.Clock.Run(clocks);
        Assert.That((Dut.Count, Dut.Output[^1]), Is.EqualTo((clocks, $"count {clocks}")));
        Dut.Registers.Force(".count_q", 9);
        Dut.Clock.Step();
        Assert.That(Dut.Count, Is.EqualTo(9));
    }
}
