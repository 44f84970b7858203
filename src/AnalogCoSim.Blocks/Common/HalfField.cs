using AnalogCoSim.Testbench.Transactions;

namespace AnalogCoSim.Blocks.Common;

/// <summary>Fields that hold FP16 bit patterns.</summary>
internal static class HalfField
{
    private static readonly ulong[] CornerBits =
        [0x0000, 0x8000, 0x0001, 0x8001, 0x03FF, 0x0400, 0x0401, 0x3BFF, 0x3C00, 0x3C01, 0xBC00, 0x7BFF, 0xFBFF, 0x7C00, 0xFC00, 0x7E00, 0x7C01, 0xFE12, 0x57F8, 0x5800, 0x5820];

    /// <summary>Classes of FP16 numbers.</summary>
    public static IReadOnlyDictionary<string, ValueSet> Classes { get; } = new Dictionary<string, ValueSet>
    {
        ["zero"] = ValueSet.Of(0x0000, 0x8000),
        ["subnormal"] = Both(0x0001, 0x03FF),
        ["normal"] = Both(0x0400, 0x7BFF),
        ["near-one"] = Both(0x3800, 0x3FFF),
        ["largest"] = ValueSet.Of(0x7BFF, 0xFBFF),
        ["infinity"] = ValueSet.Of(0x7C00, 0xFC00),
        ["nan"] = Both(0x7C01, 0x7FFF),
        ["corner"] = ValueSet.Of(CornerBits),
    };

    /// <summary>Every class often enough, and any bits.</summary>
    public static IReadOnlyDictionary<string, int> Usual { get; } = new Dictionary<string, int>
    {
        ["corner"] = 6,
        ["any"] = 6,
        ["near-one"] = 4,
        ["subnormal"] = 2,
        ["zero"] = 1,
        ["largest"] = 1,
        ["infinity"] = 1,
        ["nan"] = 1,
    };

    /// <summary>Declares a field.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="bits">Its width: 16, or more where an integer may stand instead.</param>
    /// <returns>The field.</returns>
    public static Field Of(string name, int bits = 16) => new(name, bits) { Hex = true, Classes = Classes, Usual = Usual };

    private static ValueSet Both(ulong low, ulong high) => new(new ValueRange(low, high), new ValueRange(low | 0x8000, high | 0x8000));
}
