using AnalogCoSim.Rtl.Tests.Plants;
using AnalogCoSim.Rtl.Tests.Support;
using AnalogCoSim.Rtl.Tests.Tiles;
using AnalogCoSim.Verilator.Building;
using AnalogCoSim.Verilator.Models;

namespace AnalogCoSim.Rtl.Tests.Units;

/// <summary>The FP16 unit under operations in any order, and each line of it and of the arithmetic of the chip that is another.</summary>
[Category("Smoke")]
public sealed class Fp16PlantTests
{
    private const string Unit = "acs_fp16_unit";
    private const int Clocks = 40_000;

    // Each changes nothing of what the unit gives.
    private static readonly string[] Equivalents =
    [
        // One bit alone decides a tie. It lies in the product, at most 21 bits below the half bit, or it is the addend, at least 2^-24, below a product of at most 2^15: 39 bits below the first.
        .. Enumerable.Range(0, 24).Select(bit => $"sticky = norm[51:0] != 52'd0, {bit}"),

        // All 12 bits are shifted out, and no half bit is kept that would ask for it.
        "sticky = lost != 12'd0, 11",
        "normal ? 4'd0 : (top < -8'sd26) ? 4'd12 : 4'(-8'sd14 - top): 4'd12",

        // What is packed as 7C00 is the infinity.
        "{sign, (packed_value >= 17'h07C00) ? 15'h7C00 : packed_value[14:0]}: 17'h07C00",

        // The enables save switching.
        "if valid_i -> 1'b1",
        "if valid_q -> 1'b1",
    ];

    [Test]
    public void Operations_in_any_order_with_gaps_equal_the_reference([Range(1, 3)] int seed)
    {
        using var model = new VerilatedModel(TileModels.Build(top: Unit), seed);

        Assert.That(new Fp16Stream(model.Ports, seed, Clocks).Play(model), Is.Null);
    }

    [Test]
    public void Each_line_of_the_unit_and_of_the_arithmetic_that_is_another_is_noticed()
    {
        using var copy = new RtlCopy();
        string folder = Path.Combine(copy.Root, "rtl", "fp16");
        var module = new PlantedModule(Unit, WithArithmetic(folder), 0);
        module.Lines();
        File.WriteAllText(Path.Combine(folder, Unit + ".sv"), module.Text);
        BuiltModel built = TileModels.Build(copy.Root, Unit);
        var stream = new Fp16Stream(built.Ports, 1, Clocks);
        string[] survivors = [.. module.Plants.Where(plant => IsSurvivor(built, stream, plant)).Select(plant => plant.What)];

        Assert.That(survivors, Is.EquivalentTo(Equivalents), string.Join(Environment.NewLine, survivors));
        Assert.That(module.Plants, Has.Count.EqualTo(162));
    }

    private static bool IsSurvivor(BuiltModel built, Fp16Stream stream, Plant plant)
    {
        using var model = new VerilatedModel(built);
        PlantedTile.Select(model, model.RegisterNames().Single(register => register.Name.Contains(".plant_", StringComparison.Ordinal)).Name, plant.Number);
        return stream.Play(model) is null;
    }

    // The functions of the package within the module: there they see its selector.
    private static string WithArithmetic(string folder)
    {
        string package = File.ReadAllText(Path.Combine(folder, "acs_fp16_pkg.sv"));
        string body = package[(package.IndexOf("package acs_fp16_pkg;", StringComparison.Ordinal) + "package acs_fp16_pkg;".Length)..package.IndexOf("endpackage", StringComparison.Ordinal)];
        string unit = File.ReadAllText(Path.Combine(folder, Unit + ".sv")).Replace("acs_fp16_pkg::", string.Empty, StringComparison.Ordinal);
        return unit.Replace("\n);\n", $"\n);\n{body.Replace("// verilator no_inline_task", string.Empty, StringComparison.Ordinal)}", StringComparison.Ordinal);
    }
}
