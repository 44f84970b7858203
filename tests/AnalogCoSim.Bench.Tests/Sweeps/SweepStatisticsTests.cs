using AnalogCoSim.Bench.Running;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Bench.Statistics;
using AnalogCoSim.Bench.Sweeps;

namespace AnalogCoSim.Bench.Tests.Sweeps;

[TestFixture]
public sealed class SweepStatisticsTests
{
    [Test]
    public void Spread_of_several_values()
    {
        Spread spread = Spread.Of([2, 4, 4, 4, 5, 5, 7, 9])!;

        Assert.That((spread.Count, spread.Mean, spread.Min, spread.Max), Is.EqualTo((8, 5.0, 2.0, 9.0)));
        Assert.That(spread.StandardDeviation, Is.EqualTo(Math.Sqrt(32.0 / 7)).Within(1e-12));
    }

    [Test]
    public void One_value_has_no_deviation_and_none_no_spread()
    {
        Assert.That(Spread.Of([3]), Is.EqualTo(new Spread(1, 3, null, 3, 3)));
        Assert.That(Spread.Of([]), Is.Null);
    }

    [TestCase(92.81, true)]
    [TestCase(92.82, false)]
    public void Mean_decides_and_not_the_best_seed(double least, bool met)
    {
        var expect = new SweepExpectSection { MeanAccuracy = new PercentSection { Min = least } };

        Assert.That(SweepExpectations.Evaluate(expect, Row("a", null, 92.71, 92.91), []).Single().Met, Is.EqualTo(met));
    }

    [TestCase("float", 0.99, false)]
    [TestCase("float", 1, true)]
    [TestCase("b", 2, true)]
    [TestCase("b", 1.9, false)]
    [TestCase("c", 0, true)]
    [TestCase("d", -4, true)]
    [TestCase("d", -4.1, false)]
    public void Loss_is_counted_against_float_or_the_same_time_of_a_variant_or_its_only_row(string against, double most, bool met)
    {
        // Means of several seeds: neither the best nor the worst one counts.
        SweepSummary row = Row("a", 3600, 85, 93);
        SweepSummary[] rows = [row, Row("b", 0, 95), Row("b", 3600, 90, 92), Row("c", null, 88, 90), Row("d", null, 84, 86)];

        ExpectationResult result = SweepExpectations.Evaluate(new SweepExpectSection { MaxLossPoints = most, Against = against }, row, rows).Single();

        Assert.That(result.Met, Is.EqualTo(met), result.Actual);
    }

    [Test]
    public void Loss_against_a_variant_of_several_other_times_is_not_counted()
    {
        SweepSummary row = Row("a", 60, 89);
        ExpectationResult result = SweepExpectations.Evaluate(new SweepExpectSection { MaxLossPoints = 50, Against = "b" }, row, [row, Row("b", 0, 95), Row("b", 3600, 91)]).Single();
        Assert.That((result.Met, result.Actual), Is.EqualTo((false, "nothing to compare with")));
    }

    [Test]
    public void Published_figure_stands_beside_one_variant_at_one_time_and_never_a_mean_over_several()
    {
        SweepPlan plan = Support.SmallSweep.Plan();
        SweepPoint[] points = [Point("two", 1, 93), Point("two", 2, 94), Point("one", 1, 80), Point("one", 2, 82)];

        SweepResult result = SweepSummaries.Build(plan, points, DateTimeOffset.UnixEpoch);

        Assert.That(result.Published.Select(row => row.Bench), Is.EqualTo(new[] { 93.5, 81 }));
        Assert.That(result.Published.Select(row => row.From), Is.EqualTo(new[] { "chip; variant 'two devices', 2 seeds", "chip; variant 'one device', 2 seeds" }));
    }

    private static SweepPoint Point(string variant, ulong seed, double accuracy) => new()
    {
        Key = $"{variant} {seed}",
        Variant = variant,
        Seed = seed,
        Status = PointStatus.Ran,
        Network = "net.onnx",
        Engine = "reference",
        Repeat = string.Empty,
        Accuracy = accuracy,
        Published = [new Chip.Performance.PublishedRow("accuracy", string.Empty, "%", Chip.Performance.Provenance.Measured, 92.81, accuracy, "chip")],
    };

    private static SweepSummary Row(string variant, double? seconds, params double[] accuracies) => new()
    {
        Variant = variant,
        Label = variant,
        Group = string.Empty,
        Seconds = seconds,
        Status = PointStatus.Ran,
        Network = "net.onnx",
        Accuracy = Spread.Of(accuracies),
        FloatAccuracy = 90,
    };
}
