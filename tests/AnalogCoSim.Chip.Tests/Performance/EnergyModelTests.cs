using AnalogCoSim.Chip.Performance;

namespace AnalogCoSim.Chip.Tests.Performance;

[TestFixture]
public sealed class EnergyModelTests
{
    [TestCase(false)]
    [TestCase(true)]
    public void Deep_layer_is_met_within_one_percent(bool fourPhase)
    {
        UseCase row = PublishedFigures.DeepLayer;

        double energy = EnergyModel.Microjoule(row.Cores, row.Cores, row.LatencyNanoseconds(fourPhase), fourPhase);

        Assert.That(energy, Is.EqualTo(row.EnergyMicrojoule(fourPhase)).Within(1).Percent);
    }
}
