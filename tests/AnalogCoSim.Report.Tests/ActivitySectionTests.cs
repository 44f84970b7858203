using System.Text.RegularExpressions;
using AnalogCoSim.Bench.Running;
using AnalogCoSim.Bench.Tests.Support;
using AnalogCoSim.Inference;

namespace AnalogCoSim.Report.Tests;

[TestFixture]
public sealed class ActivitySectionTests
{
    // Three bins of 100 clocks, the last one cut to 50: tile 0 always awake, tile 5 in a quarter of the second bin.
    private static TileActivity Tiles
    {
        get
        {
            var counts = new uint[3 * TileActivity.Tiles];
            (counts[0], counts[64], counts[128]) = (100, 100, 50);
            counts[64 + 5] = 25;
            return new TileActivity(1000, 100, 250, counts);
        }
    }

    [Test]
    public void Map_draws_each_run_of_a_shade_once_and_nothing_for_sleeping_tiles()
    {
        string map = ActivityPicture.Map(Tiles);

        Assert.That(map, Does.Contain("viewBox=\"0 0 3 64\""));
        Assert.That(map, Does.Contain("<path fill-opacity=\"1\" d=\"M0 0h3v1h-3z\"/>"));
        Assert.That(map, Does.Contain("<path fill-opacity=\"0.25\" d=\"M1 5h1v1h-1z\"/>"));
        Assert.That(Regex.Count(map, "M"), Is.EqualTo(2));
    }

    [Test]
    public void Line_shows_the_wake_fraction_of_each_bin()
    {
        string line = ActivityPicture.WakeLine(Tiles);

        Assert.That(line, Does.Contain("viewBox=\"0 0 3 5\""));
        Assert.That(line, Does.Contain("0,3.44 1,3.44 1,3.05 2,3.05 2,3.44 3,3.44"));
    }

    // 3.125, 6.25, 12.5, 25, 62.5 and 100 % of the tile clocks.
    [TestCase(2, 5)]
    [TestCase(4, 10)]
    [TestCase(8, 20)]
    [TestCase(16, 50)]
    [TestCase(40, 100)]
    [TestCase(64, 100)]
    public void Line_stays_inside_the_picture(int awake, int top)
    {
        var tiles = new TileActivity(0, 100, 100, [.. Enumerable.Range(0, TileActivity.Tiles).Select(tile => tile < awake ? 100u : 0u)]);

        Assert.That(ActivityPicture.Top(tiles), Is.EqualTo(top));
        Assert.That(ActivityPicture.WakeLine(tiles), Does.Contain($"viewBox=\"0 0 1 {top}\""));
    }

    [Test]
    public void Page_has_the_section_only_with_counts_and_needs_no_chart_library()
    {
        string with = new HtmlReport(null).Write(SampleResult.Passed with { Activity = new ImageActivity(17, Tiles) });
        string without = new HtmlReport(null).Write(SampleResult.Passed);

        Assert.That(with, Does.Contain("Tile activity").And.Contain("Image 17").And.Contain("bins of 100"));
        Assert.That(with, Does.Not.Match("(src|href)\\s*=\\s*[\"']?https?:"));
        Assert.That(without, Does.Not.Contain("Tile activity"));
    }

    [Test]
    public void Cost_divides_each_part_by_the_work()
    {
        TimePart[] slices = [new(RunParts.RtlTiles, 2), new(RunParts.RtlExchange, 1), new(RunParts.ReferenceLdpu, 3), new("compile network", 50)];

        EngineCost cost = EngineCost.Of(slices, new EngineWork(Cycles: 1000, TileEvaluations: 16_000, Mvms: 10))!;

        Assert.That(cost.WakeFraction, Is.EqualTo(0.25));
        Assert.That(cost.Parts.Select(part => part.Seconds), Is.EqualTo((double[])[2, 1, 0, 3, 0, 6]));
        Assert.That((cost.Parts[0].NanosecondsPerCycle, cost.Parts[0].NanosecondsPerTileEvaluation, cost.Parts[^1].NanosecondsPerMvm), Is.EqualTo((2e6, 125e3, 6e8)));
        Assert.That(EngineCost.Of(slices, default), Is.Null);
        Assert.That(new HtmlReport(null).Write(SampleResult.Passed with { Cost = cost }), Does.Contain("ns per tile evaluation").And.Contain("16,000"));
    }
}
