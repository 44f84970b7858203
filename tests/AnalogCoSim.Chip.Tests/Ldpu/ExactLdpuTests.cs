using System.Runtime.InteropServices;
using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Core.Numerics;

namespace AnalogCoSim.Chip.Tests.Ldpu;

/// <summary>The C# LDPU against exact arithmetic, and exact arithmetic against values computed by hand.</summary>
[TestFixture]
public sealed class ExactLdpuTests
{
    private static readonly ushort[] Special =
    [
        0x0000, 0x8000, 0x0001, 0x8001, 0x03FF, 0x83FF, 0x0400, 0x8400, 0x3C00, 0xBC00, 0x3BFF, 0x3C01, 0x3800, 0x6800, 0x7BFF, 0xFBFF, 0x7C00, 0xFC00, 0x7E00, 0x7C01, 0xFE01,
    ];

    private static readonly LdpuInstructionSet[] Available = [.. Enum.GetValues<LdpuInstructionSet>().Where(set => set <= LdpuBatch.Widest)];

    [TestCase((ushort)0x3C00, (ushort)0x3C00, (ushort)0x3C00, (ushort)0x4000, TestName = "One_times_one_plus_one_is_two")]
    [TestCase((ushort)0x7BFF, (ushort)0x3C00, (ushort)0x4BFF, (ushort)0x7BFF, TestName = "Just_below_65520_stays_65504")]
    [TestCase((ushort)0x7BFF, (ushort)0x3C00, (ushort)0x4C00, (ushort)0x7C00, TestName = "Half_way_to_65536_is_infinite")]
    [TestCase((ushort)0x0001, (ushort)0x3800, (ushort)0x0000, (ushort)0x0000, TestName = "Half_the_smallest_subnormal_is_a_tie_to_zero")]
    [TestCase((ushort)0x0003, (ushort)0x3800, (ushort)0x0000, (ushort)0x0002, TestName = "One_and_a_half_subnormals_are_a_tie_to_two")]
    [TestCase((ushort)0x3C01, (ushort)0x3C01, (ushort)0x0000, (ushort)0x3C02, TestName = "The_square_of_the_next_after_one_rounds_down")]
    [TestCase((ushort)0x3C00, (ushort)0xBC00, (ushort)0x3C00, (ushort)0x0000, TestName = "A_difference_of_equals_is_plus_zero")]
    [TestCase((ushort)0x8000, (ushort)0x3C00, (ushort)0x8000, (ushort)0x8000, TestName = "Minus_zero_plus_minus_zero_is_minus_zero")]
    [TestCase((ushort)0x7C00, (ushort)0x0000, (ushort)0x3C00, (ushort)0x7E00, TestName = "Infinity_times_zero_is_the_canonical_nan")]
    [TestCase((ushort)0x7C00, (ushort)0x3C00, (ushort)0xFC00, (ushort)0x7E00, TestName = "Infinity_minus_infinity_is_the_canonical_nan")]
    [TestCase((ushort)0xFC00, (ushort)0x3C00, (ushort)0x7BFF, (ushort)0xFC00, TestName = "Infinity_swallows_a_number")]
    [TestCase((ushort)0xFE01, (ushort)0x3C00, (ushort)0x3C00, (ushort)0x7E00, TestName = "Any_nan_becomes_the_canonical_one")]
    public void Exact_multiply_add_gives_what_was_computed_by_hand(ushort a, ushort b, ushort c, ushort expected) => Assert.That(ExactBinary16.Fma(a, b, c), Is.EqualTo(expected));

    [Test]
    public void Exact_conversions_give_what_was_computed_by_hand() => Assert.Multiple(() =>
    {
        Assert.That((ushort[])[ExactBinary16.FromInteger(0), ExactBinary16.FromInteger(2049), ExactBinary16.FromInteger(2051), ExactBinary16.FromInteger(4095), ExactBinary16.FromInteger(-128)],
            Is.EqualTo((ushort[])[0x0000, 0x6800, 0x6802, 0x6C00, 0xD800]));
        Assert.That((sbyte[])[ExactBinary16.ToInt8(0x3800), ExactBinary16.ToInt8(0x3E00), ExactBinary16.ToInt8(0xB800), ExactBinary16.ToInt8(0xBE00), ExactBinary16.ToInt8(0x57F8), ExactBinary16.ToInt8(0xD808)],
            Is.EqualTo((sbyte[])[0, 2, 0, -2, 127, -128]));
        Assert.That((sbyte[])[ExactBinary16.ToInt8(0x7E00), ExactBinary16.ToInt8(0x7C00), ExactBinary16.ToInt8(0xFC00), ExactBinary16.ToInt8(0x5BFF)], Is.EqualTo((sbyte[])[0, 127, -128, 127]));
        Assert.That((ushort[])[ExactBinary16.Relu(0x8000), ExactBinary16.Relu(0xBC00), ExactBinary16.Relu(0xFE01), ExactBinary16.Relu(0x3C00), ExactBinary16.Relu(0xFC00)], Is.EqualTo((ushort[])[0, 0, 0xFE01, 0x3C00, 0]));
    });

    [Test]
    public void Conversions_of_every_operand_equal_exact_arithmetic()
    {
        Assert.That(Enumerable.Range(0, 65536).Where(bits => Binary16.ToInt8((ushort)bits) != ExactBinary16.ToInt8((ushort)bits)), Is.Empty);
        Assert.That(Enumerable.Range(-128, 4224).Where(value => Binary16.FromInt32(value) != ExactBinary16.FromInteger(value)), Is.Empty);
    }

    [Test]
    public void Multiply_add_equals_exact_arithmetic_on_special_and_random_operands()
    {
        var random = new System.Random(11);
        foreach (ushort a in Special)
        {
            foreach (ushort b in Special)
            {
                foreach (ushort c in Special)
                {
                    Assert.That(Binary16.Fma(a, b, c), Is.EqualTo(ExactBinary16.Fma(a, b, c)), $"{a:X4} {b:X4} {c:X4}");
                }
            }
        }

        for (int k = 0; k < 50_000; k++)
        {
            var (a, b, c) = ((ushort)random.Next(65536), (ushort)random.Next(65536), (ushort)random.Next(65536));
            Assert.That(Binary16.Fma(a, b, c), Is.EqualTo(ExactBinary16.Fma(a, b, c)), $"{a:X4} {b:X4} {c:X4}");
        }
    }

    [TestCaseSource(nameof(Available))]
    public void Columns_of_every_kind_of_registers_equal_exact_arithmetic(LdpuInstructionSet instructions)
    {
        Func<System.Random, ushort>[] kinds =
        [
            random => (ushort)random.Next(65536),
            random => Special[random.Next(Special.Length)],
            random => BitConverter.HalfToUInt16Bits((Half)((random.NextDouble() - 0.3) * Math.Pow(2, random.Next(-6, 2)))),
            random => (ushort)((random.Next(2) << 15) | random.Next(2048)),
            random => (ushort)((random.Next(2) << 15) | 0x7400 | random.Next(2048)),
            random => (ushort)((random.Next(2) << 15) | 0x3800 | (random.Next(3) << 9)),
        ];
        foreach (var (kind, index) in kinds.Select((kind, index) => (kind, index)))
        {
            for (int flags = 0; flags < 8; flags++)
            {
                Compare(instructions, new System.Random((100 * index) + flags), kind, flags);
            }
        }
    }

    private static void Compare(LdpuInstructionSet instructions, System.Random random, Func<System.Random, ushort> kind, int flags)
    {
        ushort[] Column() => [.. Enumerable.Range(0, 256).Select(_ => kind(random))];
        ushort[] Counts() => [.. Enumerable.Range(0, 256).Select(_ => (ushort)(random.Next(3) == 0 ? random.Next(2040, 2060) : random.Next(4096)))];
        LdpuRegisters registers = TestPrograms.Nominal(0, 256, 0) with
        {
            ScaleP = Column(),
            ScaleN = Column(),
            Offset = Column(),
            AffineScale = Column(),
            AffineOffset = Column(),
            RxScale = kind(random),
            Relu1 = (flags & 1) != 0,
            Relu2 = (flags & 2) != 0,
            Combine = (flags & 4) != 0,
        };
        ushort[] p = Counts();
        ushort[] n = Counts();
        var received = new sbyte[256];
        random.NextBytes(MemoryMarshal.AsBytes(received.AsSpan()));
        sbyte[] exact = ExactLdpu.Drain(registers, p, n, received);
        var model = new sbyte[256];
        var batch = new sbyte[256];
        LdpuModel.Drain(registers, p, n, received, model);
        LdpuBatch.Run(instructions, new LdpuLanes(registers), p, n, received, batch, 256);

        Assert.That(model, Is.EqualTo(exact), $"model, flags {flags}");
        Assert.That(batch, Is.EqualTo(exact), $"{instructions}, flags {flags}");
    }
}
