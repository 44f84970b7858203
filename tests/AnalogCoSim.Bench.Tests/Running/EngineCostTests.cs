using AnalogCoSim.Bench.Running;
using AnalogCoSim.Bench.Tests.Support;
using AnalogCoSim.Inference;

namespace AnalogCoSim.Bench.Tests.Running;

[TestFixture]
[Category("Smoke")]
public sealed class EngineCostTests
{
    [Test]
    public void Activity_is_of_the_first_image_and_cost_of_all()
    {
        ScenarioResult result = Quickstart.Run(DefaultEngineFactory.Instance);

        Assert.That(result.Failure, Is.Null);
        double first = result.Activity!.Tiles.Evaluations.Sum(count => (double)count);

        // Every image of a network keeps the tiles equally long at work; what is left over when one ends counts for the next.
        Assert.That(result.Images, Is.EqualTo(2));
        Assert.That(first / result.Cost!.TileEvaluations, Is.EqualTo(0.5).Within(0.001));
        Assert.That(result.Activity.Tiles.Clocks / (double)result.Cost.Cycles, Is.EqualTo(0.5).Within(0.001));
        Assert.That((long)result.Cost.Mvms, Is.EqualTo(result.Mvms));
        Assert.That(result.Cost.WakeFraction, Is.GreaterThan(0).And.LessThan(1));
        Assert.That(result.Cost.Parts[0].Seconds, Is.GreaterThan(0));
        Assert.That(result.Cost.Parts[^1].Seconds, Is.LessThanOrEqualTo(result.TimeBudget.Sum(slice => slice.Seconds) + 1e-9));
    }
}
