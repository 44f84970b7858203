using AnalogCoSim.Rtl.Simulation;
using AnalogCoSim.Verilator.Building;
using AnalogCoSim.Verilator.Models;

namespace AnalogCoSim.Rtl.Tests.Tiles;

/// <summary>One tile, every output in every clock, from random power-up states and through a reset in mid-run.</summary>
[Category("Smoke")]
public sealed class TileRtlTests
{
    [Test]
    public void Tile_does_what_the_architecture_says_whatever_it_powered_up_with_and_whenever_it_is_reset([Range(1, 12)] int seed)
    {
        BuiltModel built = TileModels.Build();

        Assert.That(new TileRegression(built.Ports, seed).Run(built), Is.Null);
    }

    [Test]
    public void Every_register_named_without_a_reset_value_exists()
    {
        using var model = new VerilatedModel(TileModels.Build());
        string[] all = [.. model.RegisterNames().Select(register => register.Name)];

        Assert.That(all.Count(TileRegression.HasReset), Is.EqualTo(59));
        Assert.That(TileRegression.WithoutReset.Where(name => !all.Any(register => register.EndsWith("." + name, StringComparison.Ordinal))), Is.Empty);
    }

    [Test]
    public void Registers_power_up_at_random_by_seed_and_as_zeros_in_other_builds()
    {
        BuiltModel built = TileModels.Build();
        using var one = new VerilatedModel(built, 5);
        using var same = new VerilatedModel(built, 5);
        using var other = new VerilatedModel(built, 6);
        using var zeros = new VerilatedModel(VerilatorBuild.Default.Build(built.Specification with { RandomPowerUp = false, Harness = ChipHarness.Partitioned, ClockPicoseconds = ChipWaves.PicosecondsPerClock }), 5);

        Assert.That(same.Digest(), Is.EqualTo(one.Digest()).And.Not.EqualTo(other.Digest()));
        Assert.That(one.ReadRegister(".u_mvm.left_mem").Distinct().Count(), Is.GreaterThan(200));
        Assert.That(zeros.ReadRegister(".u_mvm.left_mem"), Is.All.Zero);
    }
}
