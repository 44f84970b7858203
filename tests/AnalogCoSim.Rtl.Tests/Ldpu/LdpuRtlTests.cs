using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Rtl.Tests.Support;

namespace AnalogCoSim.Rtl.Tests.Ldpu;

/// <summary>The RTL of the LDPU alone against <see cref="LdpuModel"/>.</summary>
[Category("Smoke")]
public sealed class LdpuRtlTests
{
    private static readonly int[] Seeds = [1, 2, 3, 20_231, 680_699, 7_919];
    private static readonly ushort[] CornerCounts = [0, 1, 2047, 2048, 2049, 4094, 4095];

    private LdpuBlock _block = null!;

    [OneTimeSetUp]
    public void Build() => _block = new LdpuBlock();

    [OneTimeTearDown]
    public void Release() => _block.Dispose();

    [Test]
    public void Usual_registers_give_the_results_of_the_model([ValueSource(nameof(Seeds))] int seed, [Values] bool relu1, [Values] bool relu2, [Values] bool combine) =>
        Check(seed, relu1, relu2, combine, LdpuRegisterSets.Usual);

    [Test]
    public void Any_bit_patterns_give_the_results_of_the_model([ValueSource(nameof(Seeds))] int seed, [Values] bool relu1, [Values] bool relu2, [Values] bool combine) =>
        Check(seed, relu1, relu2, combine, LdpuRegisterSets.Anything);

    [Test]
    public void Corner_counts_on_both_sides_give_the_results_of_the_model([ValueSource(nameof(Seeds))] int seed)
    {
        var random = new Random(seed);
        ushort[] p = [.. Enumerable.Range(0, 256).Select(column => CornerCounts[column % 7])];
        ushort[] n = [.. Enumerable.Range(0, 256).Select(column => CornerCounts[column / 7 % 7])];
        LdpuPass[] passes = [new(p, n, []), new(n, p, [])];

        Expect(seed, LdpuRegisterSets.Usual(random), passes);
        Expect(seed, LdpuRegisterSets.Anything(random), passes);
    }

    [TestCase(-2048, 1.0, TestName = "Counts_above_2048_round_to_even_before_the_offset")]
    [TestCase(-4095, 1.0, TestName = "Counts_near_4095_round_to_even_before_the_offset")]
    public void Rounding_of_counts_is_seen_in_the_result(double offset, double scale)
    {
        ushort[] counts = [.. Enumerable.Range(0, 256).Select(column => (ushort)Math.Min(-offset - 64 + (column / 2), 4095))];

        Expect(0, LdpuRegisterSets.Plain(offset, scale), [new LdpuPass(counts, new ushort[256], [])]);
    }

    [Test]
    public void Results_saturate_at_127_and_minus_128_and_ties_go_to_even()
    {
        // Half steps around both ends of INT8: 0.5 * (240..303) and its negative.
        ushort[] rising = [.. Enumerable.Range(0, 256).Select(column => (ushort)(240 + (column / 4)))];
        ushort[] p = [.. rising.Select((count, column) => column % 4 < 2 ? count : (ushort)0)];
        ushort[] n = [.. rising.Select((count, column) => column % 4 < 2 ? (ushort)0 : count)];
        LdpuRegisters registers = LdpuRegisterSets.Plain(0, 0.5);
        var golden = new sbyte[256];
        LdpuModel.Drain(registers, p, n, new sbyte[256], golden);

        Expect(0, registers, [new LdpuPass(p, n, [])]);
        Assert.That(golden, Does.Contain(127).And.Contain(-127).And.Contain(-128).And.Contain(126));
    }

    [Test]
    public void Passes_follow_each_other_without_a_gap_if_the_tile_does_not_combine([ValueSource(nameof(Seeds))] int seed)
    {
        var random = new Random(seed);

        Expect(seed, LdpuRegisterSets.Usual(random), [.. Enumerable.Range(0, 5).Select(_ => LdpuPass.Random(random))], gap: 0);
    }

    [Test]
    public void Packets_of_every_length_reach_their_columns([Values(0, 1, 2, 15, 16, 17, 255, 256)] int length)
    {
        var random = new Random(length);
        LdpuPass pass = LdpuPass.Random(random);
        pass = pass with { Received = [.. Enumerable.Range(0, length).Select(_ => (sbyte)random.Next(-128, 128))] };

        Expect(length, LdpuRegisterSets.Usual(random) with { Combine = true }, [pass, LdpuPass.Random(random), pass]);
    }

    [TestCase("fp16/acs_fp16_pkg.sv", "sticky = norm[51:0] != 52'd0;", "sticky = 1'b0;", TestName = "Rounding_without_sticky_bit_is_found")]
    [TestCase("ldpu/acs_ldpu.sv", ".rx_has_i       (rx_has_q[9])", ".rx_has_i       (rx_has_q[8])", TestName = "Presence_of_received_bytes_one_column_off_is_found", Category = "Nightly")]
    public void Planted_bug_is_found(string file, string original, string bug)
    {
        using var tree = new PlantedTree(file, original, bug);
        using var block = new LdpuBlock(tree.Root);
        var random = new Random(1);

        LdpuRegisters registers = LdpuRegisterSets.Usual(random) with { Combine = true };
        LdpuPass[] passes = [LdpuPass.Random(random), LdpuPass.Random(random)];

        Expect(1, registers, passes);
        Assert.That(block.Compare(registers, passes), Does.Contain("(column, result)"));
    }

    private void Check(int seed, bool relu1, bool relu2, bool combine, Func<Random, LdpuRegisters> make)
    {
        var random = new Random(seed);
        LdpuRegisters registers = make(random) with { Relu1 = relu1, Relu2 = relu2, Combine = combine };

        Expect(seed, registers, [LdpuPass.Random(random), LdpuPass.Random(random), LdpuPass.Random(random)]);
    }

    private void Expect(int seed, LdpuRegisters registers, LdpuPass[] passes, int gap = 2)
    {
        int before = _block.Compared;

        Assert.That(_block.Compare(registers, passes, gap), Is.Null, $"seed {seed}");
        Assert.That(_block.Compared - before, Is.EqualTo(256 * passes.Length));
    }
}
