using AnalogCoSim.Chip.Performance;
using AnalogCoSim.Chip.Program;

namespace AnalogCoSim.Chip.Tests.Performance;

[TestFixture]
public sealed class PerformanceSummaryTests
{
    private static readonly ChipProgram Program = TestPrograms.Small();

    // 36 positions on two of the six cores: the other four are powered meanwhile.
    [TestCase(false)]
    [TestCase(true)]
    public void Step_has_the_energy_of_its_mvms_and_of_all_powered_cores_over_its_time(bool fourPhase)
    {
        ulong[] cycles = [9000, 9500, 0, 0, 0, 0, 0, 0, 700];

        PerformanceSummary summary = PerformanceSummary.Of(Program, cycles, fourPhase);

        Assert.That(summary.Cores, Is.EqualTo(6));
        Assert.That(summary.Steps.Select(step => (step.Cores, step.Positions, step.Cycles)), Is.EqualTo(new[] { (2, 36, 9000UL), (2, 36, 9500UL), (2, 1, 700UL) }));
        Assert.That(summary.Steps[0].Microjoule, Is.EqualTo(EnergyModel.Microjoule(2 * 36, 6, 9000 * 2.5, fourPhase)).Within(1e-9));
        Assert.That(summary.Microjoule, Is.EqualTo(EnergyModel.Microjoule((4 * 36) + 2, 6, 19_200 * 2.5, fourPhase)).Within(1e-9));
    }
}
