using AnalogCoSim.Chip.Link;
using AnalogCoSim.Rtl.Simulation;
using AnalogCoSim.Verilator.Building;

namespace AnalogCoSim.Rtl.Tests.Chips;

[Category("Smoke")]
public sealed class LinkTourTests
{
    private static readonly RtlChipOptions Check = new() { Flavour = ModelFlavour.Check };

    [Test]
    public void Link_table_is_the_stencil_of_the_architecture()
    {
        int links = 0;
        for (int tile = 0; tile < 64; tile++)
        {
            for (int port = 0; port < Stencil.Ports; port++)
            {
                links += LinkTable.Neighbour(tile, (LinkPort)port) is null ? 0 : 1;
                Assert.That(LinkTable.Neighbour(tile, (LinkPort)port), Is.EqualTo(Stencil.Neighbour(tile, port)), $"tile {tile}, port {port}");
                Assert.That((int)LinkTable.Opposite((LinkPort)port), Is.EqualTo(Stencil.Opposite(port)));
            }
        }

        Assert.That(links, Is.EqualTo(Stencil.Links).And.EqualTo(320));
    }

    [Test]
    public void Every_link_carries_a_packet_and_one_hops_through_all_tiles()
    {
        Assert.That(LinkTour.Run(VerilatorBuild.Default.Build(Check.Specification()), Check), Is.Null);
    }

    [Test]
    [CancelAfter(120_000)]
    public void Each_link_of_the_partitioned_engine_that_is_dead_is_noticed()
    {
        BuiltModel built = VerilatorBuild.Default.Build(Check.Specification());
        int[] links = [.. Enumerable.Range(0, 64 * Stencil.Ports).Where(link => Stencil.Neighbour(link / Stencil.Ports, link % Stencil.Ports) is not null)];

        Assert.That(links, Has.Length.EqualTo(320));
        Assert.That(links.Where(link => LinkTour.Run(built, Check with { DeadLink = link }) is null), Is.Empty);
    }

    [Test]
    [Category("Nightly")]
    [CancelAfter(900_000)]
    public void Every_link_of_the_flat_chip_carries_a_packet()
    {
        RtlChipOptions flat = new() { Flat = true };

        Assert.That(LinkTour.Run(VerilatorBuild.Default.Build(flat.Specification()), flat), Is.Null);
    }
}
