using AnalogCoSim.NUnit.Scenarios;
using AnalogCoSim.Testbench.Benches;

namespace Verification;

/// <summary>Every file in scenarios/ is a test: random and directed stimulus against the model, reduced to its core where it fails.</summary>
public sealed class AcsBlockScenarios
{
    [Scenario("scenarios/*.yaml", Benches = typeof(AcsBlockScenarios))]
    public void Scenario(ScenarioCase scenario) => scenario.Passes();

    /// <summary>What <c>model:</c> of a scenario may name.</summary>
    public static BlockBenches Benches { get; } = new(new PinBench("block_module", () => new Clocked(12)));

    private sealed class Clocked(int width) : ICycleModel
    {
        private AcsBlockModel _model = new(width);

        public void Clock(PinValues inputs, PinValues outputs)
        {
            if (inputs["rst_ni"] == 0)
            {
                _model = new AcsBlockModel(width);
            }
            else
            {
                _model.Step(inputs["clear"] != 0, inputs["valid"] != 0, (sbyte)inputs["sample"]);
            }

            outputs["sum"] = (ulong)_model.Sum & ((1UL << width) - 1);
            outputs["saturated"] = _model.Saturated ? 1UL : 0;
        }
    }
}
