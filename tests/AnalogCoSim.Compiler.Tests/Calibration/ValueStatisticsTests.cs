using AnalogCoSim.Compiler.Calibration;

namespace AnalogCoSim.Compiler.Tests.Calibration;

/// <summary>What is kept of a value's elements.</summary>
[TestFixture]
public sealed class ValueStatisticsTests
{
    private const int Kept = 16384;

    /// <summary>Four times as many elements as are kept, each with its own number: no element twice, and as many of each quarter and of each place in a period of 32 within a sixteenth.</summary>
    [Test]
    public void Samples_are_spread_over_all_elements_and_over_their_periods()
    {
        const int Periods = 32;
        var statistics = new ValueStatistics();
        statistics.Observe([.. Enumerable.Range(0, 4 * Kept).Select(i => (float)i)]);
        int[] samples = [.. statistics.Samples.Select(v => (int)v)];
        Assert.That(samples.Distinct().Count(), Is.EqualTo(Kept));
        Assert.That(samples.CountBy(i => i / Kept).Select(pair => pair.Value), Is.All.EqualTo(Kept / 4).Within(Kept / 4 / 16).And.Exactly(4).Items);
        Assert.That(samples.CountBy(i => i % Periods).Select(pair => pair.Value), Is.All.EqualTo(Kept / Periods).Within(Kept / Periods / 16).And.Exactly(Periods).Items);
    }

    [Test]
    public void Few_elements_are_kept_all_and_those_of_all_chunks()
    {
        var statistics = new ValueStatistics();
        statistics.Observe([1, -7, 3]);
        statistics.Observe([5, 2]);
        Assert.That(statistics.Samples, Is.EquivalentTo(new[] { 1f, -7f, 3f, 5f, 2f }));
        Assert.That(statistics.AbsoluteMaximum, Is.EqualTo(7));
    }

    [Test]
    public void The_largest_magnitude_counts_also_where_it_is_no_sample()
    {
        var values = new float[4 * Kept];
        var all = new ValueStatistics();
        values[^1] = -9;
        all.Observe(values);
        Assert.That(all.AbsoluteMaximum, Is.EqualTo(9));
    }
}
