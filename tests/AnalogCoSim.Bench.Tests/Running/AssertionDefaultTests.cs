using AnalogCoSim.Bench.Running;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Bench.Scenarios.Binding;
using AnalogCoSim.Bench.Tests.Support;

namespace AnalogCoSim.Bench.Tests.Running;

public sealed class AssertionDefaultTests
{
    [TestCase("engine=lockstep", null, true)]
    [TestCase("engine=lockstep", "assertions=false", false)]
    [TestCase("engine=rtl", null, false)]
    [TestCase("engine=rtl", "assertions=true", true)]
    public void Assertions_are_on_in_lockstep_unless_switched_off_and_elsewhere_when_switched_on(string engine, string? assertions, bool expected)
    {
        Scenario scenario = ScenarioFile.Load(Quickstart.File, assertions is null ? [engine] : [engine, assertions]);
        var options = new RunOptions { ScenarioPath = Quickstart.File };

        Assert.That(ImageWorker.RequestOf(scenario, options, null!).Assertions, Is.EqualTo(expected));
    }
}
