using AnalogCoSim.Verilator.Building;

namespace AnalogCoSim.Verilator.Tests.Building;

/// <summary>Texts as the Verilators named write them; that files of waves hold one tile is seen by the wave tests on the newest one, each night.</summary>
public sealed class WaveScopeTests
{
    [TestCase("VL_ATTR_COLD void Vmodel::trace(VerilatedFstC* tfp, int levels, int options) {", false, TestName = "Verilator_5_006_writes_one_model")]
    [TestCase("VL_ATTR_COLD void Vmodel::traceBaseModel(VerilatedTraceBaseC* tfp, int levels, int options) {", true, TestName = "Verilator_5_048_writes_the_whole_context")]
    [TestCase("", false, TestName = "Model_without_waves_writes_none")]
    public void Scope_of_waves_is_read_from_the_generated_code(string source, bool whole)
    {
        Assert.That(WaveScope.IsWholeContext(source), Is.EqualTo(whole));
        Assert.That(WaveScope.Define(source), Is.EqualTo(whole ? "-DACS_TRACES_CONTEXT=1" : "-DACS_TRACES_CONTEXT=0"));
    }
}
