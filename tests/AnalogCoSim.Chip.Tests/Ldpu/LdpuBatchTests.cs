using System.Diagnostics;
using System.Runtime.InteropServices;
using AnalogCoSim.Chip.Ldpu;

namespace AnalogCoSim.Chip.Tests.Ldpu;

[TestFixture]
public sealed class LdpuBatchTests
{
    private const int Seed = 256;

    private static readonly ushort[] Corners =
    [
        0x0000, 0x8000, 0x0001, 0x8001, 0x03FF, 0x0400, 0x8400, 0x3C00, 0xBC00, 0x3BFF, 0x3C01, 0x4200, 0x7BFF, 0xFBFF, 0x7C00, 0xFC00, 0x7E00, 0xFE01, 0x0C00, 0x1400,
    ];

    private static readonly ushort[] CornerCounts = [0, 1, 2, 3, 2047, 2048, 2049, 2050, 2051, 4093, 4094, 4095];

    private static readonly LdpuInstructionSet[] Available = [.. Enum.GetValues<LdpuInstructionSet>().Where(set => set <= LdpuBatch.Widest)];

    [TestCaseSource(nameof(Available))]
    public void Batch_of_random_register_patterns_equals_the_scalar_model(LdpuInstructionSet instructions) =>
        Compare(instructions, 600, random => (ushort)random.Next(65536));

    [TestCaseSource(nameof(Available))]
    public void Batch_of_corner_registers_equals_the_scalar_model(LdpuInstructionSet instructions) =>
        Compare(instructions, 600, random => Corners[random.Next(Corners.Length)]);

    [TestCaseSource(nameof(Available))]
    public void Batch_of_usual_registers_equals_the_scalar_model(LdpuInstructionSet instructions) =>
        Compare(instructions, 600, random => BitConverter.HalfToUInt16Bits((Half)((random.NextDouble() - 0.3) * Math.Pow(2, random.Next(-6, 2)))));

    [TestCaseSource(nameof(Available))]
    public void Batch_of_subnormal_registers_equals_the_scalar_model(LdpuInstructionSet instructions) =>
        Compare(instructions, 300, random => (ushort)((random.Next(2) << 15) | (random.Next(3) == 0 ? 0x7800 | random.Next(1024) : random.Next(2048))));

    [TestCaseSource(nameof(Available))]
    public void Rounding_of_all_values_of_stage_y_equals_the_scalar_model(LdpuInstructionSet instructions)
    {
        // a = 1, b = 0, no other stage changes y: every (P, N) pair near the rounding of 12-bit counts is seen.
        LdpuRegisters registers = TestPrograms.Nominal(0, 256, 0);
        var lanes = new LdpuLanes(registers);
        ushort[] p = [.. Enumerable.Range(0, 256 * 64).Select(k => (ushort)(k * 37 % 4096))];
        ushort[] n = [.. Enumerable.Range(0, 256 * 64).Select(k => (ushort)Math.Clamp((k * 37 % 4096) - 100 + (k % 200), 0, 4095))];
        AssertEqual(instructions, lanes, p, n, new sbyte[p.Length]);
    }

    // 65504 and half an ulp more: from there on a stage is infinite, and what is taken off afterwards does not bring it back.
    [TestCaseSource(nameof(Available))]
    public void Stage_from_half_an_ulp_beyond_the_largest_value_on_is_infinite(LdpuInstructionSet instructions)
    {
        ushort[] Column(params ushort[] values) => [.. Enumerable.Range(0, 256).Select(c => values[c % values.Length])];
        LdpuRegisters registers = TestPrograms.Nominal(0, 256, 0) with
        {
            ScaleP = Column(0xFBFF, 0x7BFF),
            ScaleN = Column(0xBC00, 0x3C00),
            Offset = Column(0x7BFF, 0xFBFF),
            AffineScale = Column(0x3C00),
            AffineOffset = Column(0),
        };
        ushort[] p = [.. Enumerable.Repeat((ushort)1, 256)];
        ushort[] n = [.. Enumerable.Range(0, 256).Select(c => (ushort)(c % 4 < 2 ? 16 : 15))];

        AssertEqual(instructions, new LdpuLanes(registers), p, n, new sbyte[256]);

        Assert.That(Enumerable.Range(0, 4).Select(c => LdpuModel.Column(registers, c, p[c], n[c], 0).Q), Is.EqualTo((sbyte[])[127, -128, 0, 0]));
    }

    [Test]
    public void Wrong_register_planted_in_the_lanes_is_found()
    {
        LdpuRegisters registers = TestPrograms.Nominal(0, 256, 0);
        var wrong = (ushort[])registers.ScaleP.Clone();
        wrong[131] = 0x3E00;
        ushort[] counts = [.. Enumerable.Repeat((ushort)50, 256)];
        var expected = new sbyte[256];
        var actual = new sbyte[256];
        LdpuModel.Drain(registers, counts, new ushort[256], [], expected);
        LdpuBatch.Run(new LdpuLanes(registers with { ScaleP = wrong }), counts, new ushort[256], [], actual);
        Assert.That(Enumerable.Range(0, 256).Where(c => expected[c] != actual[c]), Is.EqualTo(new[] { 131 }));
    }

    [Test]
    public void Batch_of_spans_of_wrong_length_is_refused()
    {
        var lanes = new LdpuLanes(TestPrograms.Nominal(0, 256, 0));
        Assert.Multiple(() =>
        {
            Assert.Throws<ArgumentException>(() => LdpuBatch.Run(lanes, new ushort[256], new ushort[256], [], new sbyte[255]));
            Assert.Throws<ArgumentException>(() => LdpuBatch.Run(lanes, new ushort[255], new ushort[256], [], new sbyte[256]));
            Assert.Throws<ArgumentException>(() => LdpuBatch.Run(new LdpuLanes(TestPrograms.Nominal(0, 256, 0) with { Combine = true }), new ushort[256], new ushort[256], [], new sbyte[256]));
        });
    }

    [TestCaseSource(nameof(Available))]
    [Explicit("A measurement.")]
    public void Time_for_a_column(LdpuInstructionSet instructions)
    {
        const int Batch = 256;
        var random = new System.Random(Seed);
        var lanes = new LdpuLanes(Registers(random, _ => 0x3555, combine: true));
        ushort[] p = Counts(random, Batch * 256);
        ushort[] n = Counts(random, Batch * 256);
        var rx = new sbyte[Batch * 256];
        var q = new sbyte[Batch * 256];
        double best = double.MaxValue;
        for (int repeat = 0; repeat < 60; repeat++)
        {
            long start = Stopwatch.GetTimestamp();
            LdpuBatch.Run(instructions, lanes, p, n, rx, q, 256);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalNanoseconds / q.Length);
        }

        TestContext.Out.WriteLine($"{instructions}: {best:F2} ns per column (best of 60 batches of {Batch} MVMs, combining)");
    }

    private static void Compare(LdpuInstructionSet instructions, int tiles, Func<System.Random, ushort> pattern)
    {
        var random = new System.Random(Seed);
        for (int k = 0; k < tiles; k++)
        {
            LdpuRegisters registers = Registers(random, pattern, combine: k % 2 == 0) with { Relu1 = k % 3 == 0, Relu2 = k % 5 == 0 };
            var rx = new sbyte[512];
            random.NextBytes(MemoryMarshal.AsBytes(rx.AsSpan()));
            AssertEqual(instructions, new LdpuLanes(registers), Counts(random, 512), Counts(random, 512), rx);
        }
    }

    private static void AssertEqual(LdpuInstructionSet instructions, LdpuLanes lanes, ushort[] p, ushort[] n, sbyte[] rx)
    {
        var actual = new sbyte[p.Length];
        LdpuBatch.Run(instructions, lanes, p, n, rx, actual, 256);
        for (int k = 0; k < actual.Length; k++)
        {
            LdpuStages expected = LdpuModel.Column(lanes.Registers, k % 256, p[k], n[k], rx[k]);
            if (actual[k] != expected.Q)
            {
                LdpuRegisters r = lanes.Registers;
                int c = k % 256;
                Assert.Fail(
                    $"P={p[k]} N={n[k]} rx={rx[k]} sP={r.ScaleP[c]:X4} sN={r.ScaleN[c]:X4} o={r.Offset[c]:X4} a={r.AffineScale[c]:X4} b={r.AffineOffset[c]:X4} s_rx={r.RxScale:X4} "
                    + $"relu {r.Relu1} {r.Relu2} combine {r.Combine}: expected {expected}, got {actual[k]} (seed {Seed})");
            }
        }
    }

    private static ushort[] Counts(System.Random random, int length) =>
        [.. Enumerable.Range(0, length).Select(_ => random.Next(4) == 0 ? CornerCounts[random.Next(CornerCounts.Length)] : (ushort)random.Next(4096))];

    private static LdpuRegisters Registers(System.Random random, Func<System.Random, ushort> pattern, bool combine)
    {
        ushort[] Column() => [.. Enumerable.Range(0, 256).Select(_ => pattern(random))];
        return TestPrograms.Nominal(0, 256, 0) with
        {
            ScaleP = Column(),
            ScaleN = Column(),
            Offset = Column(),
            AffineScale = Column(),
            AffineOffset = Column(),
            RxScale = pattern(random),
            Combine = combine,
        };
    }
}
