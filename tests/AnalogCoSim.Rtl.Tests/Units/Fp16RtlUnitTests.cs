using System.Globalization;
using System.Text.RegularExpressions;
using AnalogCoSim.Rtl.Simulation;
using AnalogCoSim.Rtl.Units;

namespace AnalogCoSim.Rtl.Tests.Units;

[Category("Smoke")]
public sealed partial class Fp16RtlUnitTests
{
    private const int Drawn = 200_000;

    private static readonly Fp16Operation[] Operations = Enum.GetValues<Fp16Operation>();

    [TestCaseSource(nameof(Operations))]
    public void Operation_equals_the_reference_for_every_operand_or_on_corners_and_random_ones(Fp16Operation operation)
    {
        var random = new Random(20_231);
        int range = Fp16Vectors.Range(operation);
        (uint A, ushort B, ushort C)[] operands = [.. Enumerable.Range(0, range > 0 ? range : Drawn).Select(k => range > 0 ? Fp16Vectors.At(operation, k, random) : Fp16Vectors.Draw(operation, random))];
        var results = new uint[operands.Length];
        using var unit = new Fp16RtlUnit();

        unit.Execute(operation, [.. operands.Select(one => one.A)], [.. operands.Select(one => one.B)], [.. operands.Select(one => one.C)], results);

        for (int k = 0; k < results.Length; k++)
        {
            uint expected = Fp16Vectors.Expected(operation, operands[k]);
            if (results[k] != expected)
            {
                Assert.Fail($"{operation} of {operands[k].A:X8} {operands[k].B:X4} {operands[k].C:X4}: RTL {results[k]:X8}, reference {expected:X8}");
            }
        }
    }

    [Test]
    public void Every_operation_of_the_register_map_is_one_of_the_unit_s_and_has_a_reference()
    {
        string package = File.ReadAllText(Path.Combine(RtlTree.Find(), "rtl", "common", "acs_regs_pkg.sv"));
        string unit = File.ReadAllText(Path.Combine(RtlTree.Find(), "rtl", "fp16", "acs_fp16_unit.sv"));
        var codes = Declaration().Matches(package).ToDictionary(match => match.Groups["name"].Value, match => int.Parse(match.Groups["code"].Value, CultureInfo.InvariantCulture));

        Assert.That(codes.Values, Is.EquivalentTo(Operations.Select(operation => (int)operation)));
        Assert.That(Use().Matches(unit).Select(match => match.Groups["name"].Value).Except(codes.Keys), Is.Empty);

        // A multiplication is what neither fma nor add is.
        Assert.That(codes.Keys.Where(name => !unit.Contains($"acs_regs_pkg::{name}", StringComparison.Ordinal)), Is.EqualTo(new[] { "Fp16OpMul" }));
        Assert.That(() => Array.ConvertAll(Operations, operation => Fp16Vectors.Range(operation) + Fp16Vectors.Expected(operation, Fp16Vectors.Draw(operation, new Random(1)))), Throws.Nothing);
    }

    [GeneratedRegex(@"localparam logic \[2:0\] (?<name>Fp16Op\w+) = 3'd(?<code>\d);")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"acs_regs_pkg::(?<name>Fp16Op\w+)")]
    private static partial Regex Use();
}
