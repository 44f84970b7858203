using AnalogCoSim.Chip.Ldpu;

namespace AnalogCoSim.Rtl.Tests.Ldpu;

/// <summary>Registers, counts and received values at which something special happens in the stages of the LDPU: few values each, so that they meet.</summary>
internal static class LdpuCorners
{
    private const int Columns = 256;
    private const int RegisterSets = 15;

    // Both zeros, ends of the subnormals and of all numbers, 1 and the number next to it, powers of two, infinities and NaN.
    private static readonly ushort[] Factors =
        [0x0000, 0x8000, 0x8000, 0x0001, 0x8001, 0x03FF, 0x83FF, 0x0400, 0x1000, 0x3C00, 0x3C00, 0xBC00, 0xBC00, 0x3C01, 0xBC01, 0x3800, 0x4000, 0x6800, 0xE800, 0x7BFF, 0xFBFF, 0x7C00, 0xFC00, 0x7E00, 0xFD55];

    // And what rounds or is clamped on its way to INT8: ties, 126.5 to 128.5 and their negatives.
    private static readonly ushort[] Addends =
    [
        0x0000, 0x8000, 0x8000, 0x8000, 0x8000, 0x0001, 0x8001, 0x03FF, 0x3800, 0xB800, 0x3E00, 0xBE00, 0x4100, 0xC100, 0x57E8, 0x57F0, 0x57F8, 0x5800, 0x5804, 0xD7E8, 0xD7F0, 0xD7F8, 0xD800, 0xD804, 0x5C00, 0xDC00,
        0x3C01, 0x7BFF, 0xFBFF, 0x7C00, 0xFC00, 0x7E00,
    ];

    private static readonly ushort[] RxScales = [0x3C00, 0xBC00, 0xBC00, 0x3C01, 0x0001, 0x8001, 0x03FF, 0x7BFF, 0xFBFF, 0x0000, 0x8000, 0x7C00, 0xFC00, 0x7E00, 0x3800];
    private static readonly ushort[] Counts = [0, 0, 0, 1, 1, 2, 3, 5, 1023, 2047, 2048, 2049, 2050, 2051, 3001, 4094, 4095];
    private static readonly sbyte[] Received = [0, 0, 0, 0, 0, 1, -1, 3, -3, 5, 127, -128, -127];

    /// <summary>What is run with a setting of the three switches.</summary>
    /// <param name="relu1">ReLU before the combine.</param>
    /// <param name="relu2">ReLU after it.</param>
    /// <param name="combine">Combine.</param>
    /// <returns>Registers and their passes, the same each time.</returns>
    public static IEnumerable<(LdpuRegisters Registers, LdpuPass[] Passes)> Runs(bool relu1, bool relu2, bool combine)
    {
        var random = new Random((relu1 ? 1 : 0) | (relu2 ? 2 : 0) | (combine ? 4 : 0));
        for (int set = 0; set < RegisterSets; set++)
        {
            LdpuRegisters registers = new()
            {
                ScaleP = random.GetItems(Factors, Columns),
                ScaleN = random.GetItems(Factors, Columns),
                Offset = random.GetItems(Addends, Columns),
                AffineScale = random.GetItems(Factors, Columns),
                AffineOffset = random.GetItems(Addends, Columns),
                RxScale = RxScales[set % RxScales.Length],
                Relu1 = relu1,
                Relu2 = relu2,
                Combine = combine,
            };
            yield return (registers, [Pass(random)]);
        }
    }

    private static LdpuPass Pass(Random random) => new(random.GetItems(Counts, Columns), random.GetItems(Counts, Columns), random.GetItems(Received, random.Next(128, Columns + 1)));
}
