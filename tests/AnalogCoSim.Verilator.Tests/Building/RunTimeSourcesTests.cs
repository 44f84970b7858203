using AnalogCoSim.Verilator.Building;

namespace AnalogCoSim.Verilator.Tests.Building;

public sealed class RunTimeSourcesTests
{
    [TestCase("VM_GLOBAL_FAST += \\\n\tverilated \\\n\tverilated_threads \\\n\nVM_GLOBAL_SLOW += \\\n\n", TestName = "tabs, as up to 5.032")]
    [TestCase("VM_GLOBAL_FAST += \\\n  verilated \\\n  verilated_threads \\\n\nVM_GLOBAL_SLOW += \\\n\n", TestName = "blanks, as in 5.048")]
    [TestCase("VM_GLOBAL_FAST = verilated \\\r\n verilated_threads\n", TestName = "one line")]
    public void Names_are_read_by_the_rules_of_make(string makefile)
    {
        Assert.That(RunTimeSources.Parse("VM_CLASSES_FAST += \\\n\tVmodel \\\n\n" + makefile), Is.EqualTo((string[])["verilated", "verilated_threads"]));
    }

    [TestCase("%Error: Verilator threw signal 9. Suggest trying --debug --gdbbt\n", 9)]
    [TestCase("%Error: Verilator threw signal 15. Suggest trying --debug --gdbbt\n", 15)]
    [TestCase("%Error: Verilator internal fault, sorry. Suggest trying --debug --gdbbt\n", 11)]
    [TestCase("%Error: top.sv:1:1: syntax error\n", null)]
    public void Signal_to_verilator_is_told_from_an_error_of_the_rtl(string output, int? signal)
    {
        Assert.That(VerilatorDiagnostics.Signal(output), Is.EqualTo(signal));
    }
}
