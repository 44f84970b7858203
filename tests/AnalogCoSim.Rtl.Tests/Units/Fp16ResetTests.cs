using AnalogCoSim.Rtl.Tests.Plants;
using AnalogCoSim.Rtl.Tests.Support;
using AnalogCoSim.Rtl.Tests.Tiles;
using AnalogCoSim.Verilator.Building;
using AnalogCoSim.Verilator.Models;

namespace AnalogCoSim.Rtl.Tests.Units;

/// <summary>The resets of the FP16 unit, which is no part of the tile.</summary>
[Category("Smoke")]
public sealed class Fp16ResetTests
{
    private const string Unit = "acs_fp16_unit";

    [Test]
    public void No_result_outlives_a_reset_whatever_the_unit_powered_up_with([Range(1, 8)] int seed)
    {
        using var model = new VerilatedModel(TileModels.Build(top: Unit), seed);

        Assert.That(Outcome(model), Is.Null);
    }

    [Test]
    public void Each_reset_value_that_is_missing_is_noticed()
    {
        using var copy = new RtlCopy();
        string path = Path.Combine(copy.Root, "rtl", "fp16", Unit + ".sv");
        var module = new PlantedModule(Unit, File.ReadAllText(path), 0);
        module.Resets();
        File.WriteAllText(path, module.Text);
        BuiltModel built = TileModels.Build(copy.Root, Unit);

        Assert.That(module.Plants, Has.Count.EqualTo(2));
        foreach (Plant plant in module.Plants)
        {
            using var model = new VerilatedModel(built);
            PlantedTile.Select(model, model.RegisterNames().Single(register => register.Name.Contains(".plant_", StringComparison.Ordinal)).Name, plant.Number);
            Assert.That(Outcome(model), Is.Not.Null, plant.ToString());
        }
    }

    // A reset from power-up, then one with an operand in each of the two stages: what comes out in it and in the clocks after it.
    private static string? Outcome(VerilatedModel model)
    {
        foreach (int before in (int[])[0, 1, 2, 3])
        {
            model.Set("rst_ni", before == 0 ? 0UL : 1);
            model.Set("valid_i", 1);
            model.Run((ulong)Math.Max(before, 1));
            model.Set("valid_i", 0);
            model.Set("rst_ni", 0);
            for (int clock = 0; clock < 4; clock++)
            {
                model.Run();
                if (model.Get("valid_o") != 0)
                {
                    return $"a result in clock {clock} of a reset after {before} operands";
                }

                model.Set("rst_ni", clock == 0 ? 0UL : 1);
            }
        }

        return null;
    }
}
