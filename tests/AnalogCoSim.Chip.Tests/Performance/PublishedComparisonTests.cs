using AnalogCoSim.Chip.Performance;

namespace AnalogCoSim.Chip.Tests.Performance;

[TestFixture]
public sealed class PublishedComparisonTests
{
    [Test]
    public void Every_time_throughput_and_energy_is_within_seven_percent_and_every_latency_within_two()
    {
        IReadOnlyList<PublishedRow> rows = PublishedComparison.Timing(new ChipTiming(54, 208, 453, 607));

        Assert.That(rows, Has.Count.EqualTo(16));
        Assert.That(rows.Select(row => Math.Abs(row.DifferencePercent!.Value)), Is.All.LessThan(7));
        Assert.That(rows.Where(row => row.Unit == "ns").Select(row => Math.Abs(row.DifferencePercent!.Value)), Is.All.LessThan(2));
    }

    [Test]
    public void Difference_is_absolute_and_in_percent_and_open_where_nothing_is_measured()
    {
        IReadOnlyList<PublishedRow> rows = PublishedComparison.Accuracy(92.31, null, null, 93.67, 7983);

        Assert.That(rows[0].Difference, Is.EqualTo(-0.5).Within(1e-9));
        Assert.That(rows[0].DifferencePercent, Is.EqualTo(-50 / 92.81).Within(1e-9));
        Assert.That((rows[1].Bench, rows[1].Difference), Is.EqualTo(((double?)null, (double?)null)));
    }
}
