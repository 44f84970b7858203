using AnalogCoSim.Chip.Ldpu;

namespace AnalogCoSim.Rtl.Tests.Ldpu;

/// <summary>Register sets for the LDPU alone.</summary>
internal static class LdpuRegisterSets
{
    /// <summary>Scales near 1 and results over and a little beyond the INT8 range.</summary>
    /// <param name="random">Source.</param>
    /// <returns>Registers without ReLU and combination.</returns>
    public static LdpuRegisters Usual(Random random) => new()
    {
        ScaleP = Each(() => Bits(0.8 + (0.4 * random.NextDouble()))),
        ScaleN = Each(() => Bits(0.8 + (0.4 * random.NextDouble()))),
        Offset = Each(() => Bits(200 * (random.NextDouble() - 0.5))),
        AffineScale = Each(() => Bits(0.02 + (0.06 * random.NextDouble()))),
        AffineOffset = Each(() => Bits(40 * (random.NextDouble() - 0.5))),
        RxScale = Bits(0.25 + random.NextDouble()),
    };

    /// <summary>Any bit patterns: NaN, infinities, subnormals, both zeros.</summary>
    /// <param name="random">Source.</param>
    /// <returns>Registers without ReLU and combination.</returns>
    public static LdpuRegisters Anything(Random random) => new()
    {
        ScaleP = Each(() => AnyBits(random)),
        ScaleN = Each(() => AnyBits(random)),
        Offset = Each(() => AnyBits(random)),
        AffineScale = Each(() => AnyBits(random)),
        AffineOffset = Each(() => AnyBits(random)),
        RxScale = AnyBits(random),
    };

    /// <summary>The same in all columns: q = a * (P - N + o).</summary>
    /// <param name="offset">o.</param>
    /// <param name="scale">a.</param>
    /// <returns>Registers without ReLU and combination.</returns>
    public static LdpuRegisters Plain(double offset, double scale) => new()
    {
        ScaleP = Each(() => Bits(1)),
        ScaleN = Each(() => Bits(1)),
        Offset = Each(() => Bits(offset)),
        AffineScale = Each(() => Bits(scale)),
        AffineOffset = Each(() => 0),
    };

    private static ushort Bits(double value) => BitConverter.HalfToUInt16Bits((Half)value);

    private static ushort AnyBits(Random random) => random.Next(8) switch
    {
        0 => (ushort)(random.Next(2) << 15 | 0x7C00),
        1 => (ushort)(random.Next(2) << 15 | 0x7C00 | random.Next(1024)),
        2 => (ushort)(random.Next(2) << 15 | random.Next(1024)),
        3 => (ushort)(random.Next(2) << 15),
        _ => (ushort)random.Next(65536),
    };

    private static ushort[] Each(Func<ushort> value) => [.. Enumerable.Range(0, 256).Select(_ => value())];
}
