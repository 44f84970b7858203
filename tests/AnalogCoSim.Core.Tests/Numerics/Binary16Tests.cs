using AnalogCoSim.Core.Numerics;

namespace AnalogCoSim.Core.Tests.Numerics;

[TestFixture]
public sealed class Binary16Tests
{
    private const int Seed = 16;

    private static readonly ushort[] Corners =
    [
        0x0000, 0x8000, 0x0001, 0x8001, 0x0002, 0x03FF, 0x0400, 0x0401, 0x8400, 0x3BFF, 0x3C00, 0xBC00, 0x3C01, 0x4000, 0x67FF, 0x6800, 0x6801, 0x7BFF, 0xFBFF, 0x7BFE,
    ];

    [Test]
    public void Fma_of_random_finite_operands_equals_the_integer_model()
    {
        var random = new System.Random(Seed);
        for (int k = 0; k < 300_000; k++)
        {
            ushort a = Finite(random);
            ushort b = Finite(random);
            ushort c = Finite(random);
            AssertBits(Binary16.Fma(a, b, c), ExactHalf.Fma(a, b, c), a, b, c);
        }
    }

    [Test]
    public void Fma_with_an_addend_near_the_product_equals_the_integer_model()
    {
        var random = new System.Random(Seed + 1);
        for (int k = 0; k < 200_000; k++)
        {
            ushort a = Finite(random);
            ushort b = Finite(random);
            ushort near = Binary16.Negate(Binary16.Multiply(a, b));
            ushort c = ExactHalf.IsFinite(near) ? (ushort)(near ^ random.Next(4)) : Finite(random);
            c = ExactHalf.IsFinite(c) ? c : (ushort)0;
            AssertBits(Binary16.Fma(a, b, c), ExactHalf.Fma(a, b, c), a, b, c);
        }
    }

    [Test]
    public void Fma_of_all_corner_operands_equals_the_integer_model()
    {
        foreach (ushort a in Corners)
        {
            foreach (ushort b in Corners)
            {
                foreach (ushort c in Corners)
                {
                    AssertBits(Binary16.Fma(a, b, c), ExactHalf.Fma(a, b, c), a, b, c);
                }
            }
        }
    }

    [Test]
    public void Integer_model_with_double_rounding_planted_is_told_apart()
    {
        // 2049 * 1 + 2^-24 lies just above a midpoint: rounding the product first would lose that.
        ushort fused = Binary16.Fma(0x6A80, 0x3601, 0x0001);
        ushort twice = Binary16.Add(Binary16.Multiply(0x6A80, 0x3601), 0x0001);
        Assert.Multiple(() =>
        {
            Assert.That(fused, Is.EqualTo(ExactHalf.Fma(0x6A80, 0x3601, 0x0001)));
            Assert.That(DiffersSomewhere(), Is.True);
            Assert.That(twice, Is.InRange(fused - 1, fused + 1));
        });
    }

    [TestCase((ushort)0x7C00, (ushort)0x0000, (ushort)0x3C00)]
    [TestCase((ushort)0x7C00, (ushort)0x3C00, (ushort)0xFC00)]
    [TestCase((ushort)0x7D55, (ushort)0x3C00, (ushort)0x0000)]
    [TestCase((ushort)0x3C00, (ushort)0xFE01, (ushort)0x0000)]
    public void Fma_without_a_number_as_result_gives_the_canonical_NaN(ushort a, ushort b, ushort c) =>
        Assert.That(Binary16.Fma(a, b, c), Is.EqualTo(Binary16.CanonicalNaN));

    [Test]
    public void FromInt32_of_all_counts_and_bytes_equals_the_integer_model()
    {
        for (int value = -128; value <= 4095; value++)
        {
            Assert.That(Binary16.FromInt32(value), Is.EqualTo(ExactHalf.FromInteger(value)), $"{value}");
        }

        Assert.That(Binary16.FromInt32(int.MinValue), Is.EqualTo(0xFC00));
    }

    [TestCase((ushort)0x3800, (sbyte)0)] // 0.5: tie to even
    [TestCase((ushort)0x3E00, (sbyte)2)] // 1.5
    [TestCase((ushort)0xC100, (sbyte)-2)] // -2.5
    [TestCase((ushort)0x57F8, (sbyte)127)] // 127.5
    [TestCase((ushort)0xD804, (sbyte)-128)] // -128.5
    [TestCase((ushort)0x7C00, (sbyte)127)]
    [TestCase((ushort)0xFC00, (sbyte)-128)]
    [TestCase((ushort)0x7E00, (sbyte)0)]
    public void ToInt8_rounds_to_even_clamps_and_maps_NaN_to_zero(ushort bits, sbyte expected) =>
        Assert.That(Binary16.ToInt8(bits), Is.EqualTo(expected));

    [Test]
    public void Relu_of_negative_numbers_and_negative_zero_is_positive_zero()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Binary16.Relu(0x8000), Is.Zero);
            Assert.That(Binary16.Relu(0x8001), Is.Zero);
            Assert.That(Binary16.Relu(0xFC00), Is.Zero);
            Assert.That(Binary16.Relu(0x3C00), Is.EqualTo(0x3C00));
            Assert.That(Binary16.Relu(0xFE00), Is.EqualTo(Binary16.CanonicalNaN));
        });
    }

    private static bool DiffersSomewhere()
    {
        var random = new System.Random(Seed + 2);
        for (int k = 0; k < 10_000; k++)
        {
            ushort a = Finite(random);
            ushort b = Finite(random);
            ushort c = Finite(random);
            if (Binary16.Add(Binary16.Multiply(a, b), c) != ExactHalf.Fma(a, b, c))
            {
                return true;
            }
        }

        return false;
    }

    private static ushort Finite(System.Random random)
    {
        ushort bits = (ushort)random.Next(65536);
        return ExactHalf.IsFinite(bits) ? bits : (ushort)(bits & 0x83FF);
    }

    private static void AssertBits(ushort actual, ushort expected, ushort a, ushort b, ushort c)
    {
        if (actual != expected)
        {
            Assert.Fail($"fma({a:X4}, {b:X4}, {c:X4}): expected {expected:X4}, got {actual:X4} (seed {Seed})");
        }
    }
}
