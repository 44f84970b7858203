using AnalogCoSim.Rtl.Simulation;
using AnalogCoSim.Verilator.Building;
using AnalogCoSim.Verilator.Models;
using AnalogCoSim.Verilator.Tests.Support;

namespace AnalogCoSim.Rtl.Tests.Tiles;

[Category("Smoke")]
public sealed class TileRegisterTests
{
    [Test]
    public void Every_register_of_a_tile_is_readable()
    {
        RtlSources sources = RtlTree.SourcesOf("acs_tile");
        var wanted = sources.Files.SelectMany(file => RegisterNames.Of(Path.Combine(sources.Root, file))).Distinct().ToList();
        var built = VerilatorBuild.Default.Build(new ModelSpecification(sources, ModelFlavour.Check) { Harness = ChipHarness.Partitioned, ClockPicoseconds = ChipWaves.PicosecondsPerClock });

        using var model = new VerilatedModel(built);

        var readable = model.RegisterNames().Select(register => register.Name[(register.Name.LastIndexOf('.') + 1)..]).ToHashSet();
        Assert.That(wanted, Is.Not.Empty);
        Assert.That(wanted.Where(name => !readable.Contains(name)), Is.Empty);
    }
}
