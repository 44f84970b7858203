using AnalogCoSim.Core.Errors;

namespace SarAdc.Tests;

/// <summary>Each assertion of the RTL can fail: a register is held at a value that it must not have.</summary>
public sealed class AssertionTests : AdcFixture
{
    [TestCase(".trial", 3UL, SampleClocks + 3, "one bit is tried in each clock")]
    [TestCase(".trial", 1UL, 0, "one bit is tried in each clock")]
    [TestCase(".decided", 4UL, 1, "while it follows the input")]
    [TestCase(".done", 1UL, SampleClocks + 3, "done without the last bit")]
    [TestCase(".result", 5UL, SampleClocks + 3, "the result changes without done")]
    public void Assertion_sees_a_register_that_is_wrong(string register, ulong value, int clocks, string message)
    {
        Rtl.Start = clocks > 0;
        Rtl.Clock.Run(clocks);
        Rtl.Registers.Force(register, value);

        AcsException? failure = Assert.Throws<AcsException>(() => Rtl.Clock.Run(2));

        Assert.That(failure?.Actual, Does.Contain(message));
    }
}
