using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Core.Tests.Errors;

[TestFixture]
public sealed class AcsExceptionTests
{
    [Test]
    public void Render_puts_code_and_sentence_first_and_aligns_the_parts()
    {
        var error = new AcsException(ErrorCode.ScenarioUnknownKey, "The key is unknown.", "a.yaml:3:1", "one of a, b", "c", "Correct it.");
        Assert.That(error.Render(), Is.EqualTo("ACS0103 The key is unknown.\n  where:    a.yaml:3:1\n  expected: one of a, b\n  actual:   c\n  remedy:   Correct it."));
    }

    [Test]
    public void Render_leaves_out_unknown_parts_and_indents_further_lines() =>
        Assert.That(
            new AcsException(ErrorCode.ProgramInvalid, "Wrong.", actual: "first\nsecond").Render(),
            Is.EqualTo("ACS0801 Wrong.\n  actual:   first\n            second"));

    [TestCase(ErrorCode.LockstepLdpuMismatch, 1)]
    [TestCase(ErrorCode.GoldenMismatch, 1)]
    [TestCase(ErrorCode.RtlAssertion, 1)]
    [TestCase(ErrorCode.ScenarioSyntax, 2)]
    [TestCase(ErrorCode.DataDamaged, 2)]
    [TestCase(ErrorCode.ToolMissing, 3)]
    public void Exit_code_follows_the_band(ErrorCode code, int expected) =>
        Assert.That(new AcsException(code, "x").ExitCode, Is.EqualTo(expected));
}
