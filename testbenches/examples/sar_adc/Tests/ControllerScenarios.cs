using AnalogCoSim.NUnit.Scenarios;
using AnalogCoSim.Testbench.Benches;
using SarAdc.Models;

namespace SarAdc.Tests;

/// <summary>Random stimulus of the controller alone, one test for each file in scenarios/; a failure is reduced to the fewest clocks.</summary>
public sealed class ControllerScenarios
{
    /// <summary>What <c>model:</c> of a scenario may name; width and sampling as in scenarios/random.yaml.</summary>
    public static BlockBenches Benches { get; } = new(new PinBench("sar_controller", () => new ControllerModel(bits: 6, sampleClocks: 2)));

    [Scenario("scenarios/*.yaml", Benches = typeof(ControllerScenarios))]
    public void Scenario(ScenarioCase scenario) => scenario.Passes();
}
