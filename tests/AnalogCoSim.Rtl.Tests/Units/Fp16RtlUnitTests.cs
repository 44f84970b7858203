using AnalogCoSim.Core.Numerics;
using AnalogCoSim.Rtl.Units;

namespace AnalogCoSim.Rtl.Tests.Units;

[Category("Smoke")]
public sealed class Fp16RtlUnitTests
{
    private static readonly ushort[] Corners =
        [0x0000, 0x8000, 0x0001, 0x8001, 0x03FF, 0x0400, 0x0401, 0x3BFF, 0x3C00, 0x3C01, 0xBC00, 0x7BFF, 0xFBFF, 0x7C00, 0xFC00, 0x7E00, 0x7C01, 0xFE12, 0x57F8, 0x5800, 0x5820];

    [Test]
    public void Fma_add_and_multiply_equal_the_reference_on_corners_and_random_operands()
    {
        const int Count = 200_000;
        var random = new Random(20_231);
        var a = new uint[Count];
        var b = new ushort[Count];
        var c = new ushort[Count];
        for (int i = 0; i < Count; i++)
        {
            (a[i], b[i], c[i]) = (Operand(random), Operand(random), Operand(random));
        }

        Check(Fp16Operation.Fma, a, b, c, i => Binary16.Fma((ushort)a[i], b[i], c[i]));
        Check(Fp16Operation.Add, a, b, [], i => Binary16.Fma((ushort)a[i], 0x3C00, b[i]));
        Check(Fp16Operation.Multiply, a, b, [], i => Binary16.Fma((ushort)a[i], b[i], (ushort)((a[i] ^ b[i]) & 0x8000)));
    }

    [Test]
    public void Conversions_equal_the_reference_for_every_operand()
    {
        uint[] halves = [.. Enumerable.Range(0, 65536).Select(value => (uint)value)];
        uint[] counts = halves[..4096];
        uint[] bytes = halves[..256];

        Check(Fp16Operation.ToInt8, halves, [], [], i => (uint)Binary16.ToInt8((ushort)halves[i]));
        Check(Fp16Operation.FromCount, counts, [], [], i => Binary16.FromInt32((int)counts[i]));
        Check(Fp16Operation.FromInt8, bytes, [], [], i => Binary16.FromInt32((sbyte)bytes[i]));
    }

    private static void Check(Fp16Operation operation, uint[] a, ushort[] b, ushort[] c, Func<int, uint> reference)
    {
        var results = new uint[a.Length];
        using var unit = new Fp16RtlUnit();
        unit.Execute(operation, a, b, c, results);
        for (int i = 0; i < results.Length; i++)
        {
            if (results[i] != reference(i))
            {
                Assert.Fail($"{operation} of {a[i]:X8} {(b.Length > 0 ? b[i] : 0):X4} {(c.Length > 0 ? c[i] : 0):X4}: RTL {results[i]:X8}, reference {reference(i):X8}");
            }
        }
    }

    private static ushort Operand(Random random) => random.Next(3) == 0 ? Corners[random.Next(Corners.Length)] : (ushort)random.Next(65536);
}
