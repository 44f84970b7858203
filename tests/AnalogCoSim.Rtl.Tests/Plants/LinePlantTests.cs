using AnalogCoSim.Rtl.Tests.Tiles;

namespace AnalogCoSim.Rtl.Tests.Plants;

/// <summary>Changes each line of the tile's RTL, mechanically: the regular tests must notice each.</summary>
public sealed class LinePlantTests
{
    [Test]
    [CancelAfter(300_000)]
    public void Each_line_that_is_another_is_noticed()
    {
        using var tile = new PlantedTile(lines: true);
        var regression = new TileRegression(tile.Built.Ports, 1);
        IReadOnlyList<(Plant Plant, string Selector)> instances = tile.Instances(PlantKind.Line);
        string[] survivors =
        [
            .. instances.Where(one => regression.Run(tile.Built, model => PlantedTile.Select(model, one.Selector, one.Plant.Number), powerUps: 1) is null)
                .Select(one => $"{one.Plant} in {one.Selector}"),
        ];

        Assert.That(regression.Run(tile.Built), Is.Null);
        Assert.That(survivors.Where(one => !Equivalents.IsProved(one)), Is.Empty, string.Join(Environment.NewLine, survivors));
        Assert.That(instances.Select(one => $"{one.Plant} in {one.Selector}").Except(survivors).Where(Equivalents.IsProved), Is.Empty, "a proof says that these change nothing, but they are noticed");
        Assert.That(Equivalents.Unused(survivors), Is.Empty, "these proofs are of no fault");
        Assert.That(instances, Has.Count.EqualTo(338));
    }
}
