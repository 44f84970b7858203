using System.Text.Json;
using AnalogCoSim.Chip.Performance;

namespace AnalogCoSim.Chip.Tests.Performance;

[TestFixture]
public sealed class PublishedComparisonTests
{
    private static readonly ChipTiming Timing = new(54, 208, new StreamTiming(64, 334, 258), new StreamTiming(64, 488, 258), 453, 607);

    private static IEnumerable<PublishedRow> All =>
        [.. PublishedComparison.Timing(Timing), .. PublishedComparison.DeepLayer(1000, fourPhase: true), .. PublishedComparison.Accuracy(92.31, null, 92, 93.67, 7983, "weight-level")];

    [Test]
    public void Only_what_was_measured_has_a_difference_from_something_published()
    {
        Assert.Multiple(() =>
        {
            foreach (PublishedRow row in All)
            {
                Assert.That(row.Difference is not null, Is.EqualTo(row.Provenance == Provenance.Measured && row.Published is not null), row.ToString());
                Assert.That(row.Bench ?? row.Published, Is.Not.Null, row.ToString());
                Assert.That(row.From, Has.Length.GreaterThan(8), row.ToString());
            }
        });
    }

    [Test]
    public void Quoted_and_assumed_rows_cannot_hold_two_figures()
    {
        Assert.That(() => new PublishedRow("x", "", "ns", Provenance.Quoted, 133, 135, "published"), Throws.ArgumentException);
        Assert.That(() => new PublishedRow("x", "", "ns", Provenance.Assumed, 133, 135, "constant"), Throws.ArgumentException);
        Assert.That(() => new PublishedRow("x", "", "ns", Provenance.Quoted, 133, null, "published") with { Bench = 133 }, Throws.ArgumentException);
        Assert.That(new PublishedRow("x", "", "ns", Provenance.Fitted, 133, 133, "fitted").Difference, Is.Null);
    }

    [Test]
    public void Every_measured_figure_moves_with_what_was_counted_and_no_other_with_the_streaming_clocks()
    {
        ChipTiming slower = Timing with { StreamOnePhase = new StreamTiming(64, 434, 300), StreamFourPhase = new StreamTiming(64, 588, 300) };
        foreach ((PublishedRow before, PublishedRow after) in PublishedComparison.Timing(Timing).Zip(PublishedComparison.Timing(slower)))
        {
            Assert.That(after.Bench != before.Bench, Is.EqualTo(before.Provenance == Provenance.Measured), before.Quantity);
        }
    }

    [Test]
    public void Throughput_is_two_operations_a_cell_and_mvm_counted()
    {
        PublishedRow row = PublishedComparison.Timing(Timing).First(row => row is { Unit: "TOPS", Provenance: Provenance.Measured });
        Assert.That(row.Bench, Is.EqualTo(64 * 65536 * 2 / (258 * 2.5e-9) * 1e-12).Within(1e-9));
    }

    [Test]
    public void Difference_is_absolute_and_in_percent_and_open_where_nothing_is_measured()
    {
        IReadOnlyList<PublishedRow> rows = PublishedComparison.Accuracy(92.31, null, null, 93.67, 7983, "weight-level");

        Assert.That(rows[0].Difference, Is.EqualTo(-0.5).Within(1e-9));
        Assert.That(rows[0].DifferencePercent, Is.EqualTo(-50 / 92.81).Within(1e-9));
        Assert.That(rows[0].From, Does.Contain("weight-level device model").And.Contain("7,983 images"));
        Assert.That((rows[1].Bench, rows[1].Difference, rows[1].Provenance), Is.EqualTo(((double?)null, (double?)null, Provenance.Quoted)));
    }

    [Test]
    public void Json_says_the_provenance_in_a_word_and_is_refused_without()
    {
        string json = JsonSerializer.Serialize(All.First());
        Assert.That(json, Does.Contain("\"Provenance\":\"quoted\""));
        Assert.That(JsonSerializer.Deserialize<PublishedRow>(json), Is.EqualTo(All.First()));
        Assert.That(() => JsonSerializer.Deserialize<PublishedRow>("""{"Quantity":"x","Mode":"","Unit":"ns","Published":1,"Bench":1,"From":"y"}"""), Throws.InstanceOf<JsonException>());
    }
}
