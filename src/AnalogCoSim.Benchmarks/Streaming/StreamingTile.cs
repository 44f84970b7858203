using AnalogCoSim.Chip;
using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Chip.Link;

namespace AnalogCoSim.Benchmarks.Streaming;

/// <summary>Registers of a tile that does all its tile can do alone: both activations, all columns sent to the host.</summary>
internal static class StreamingTile
{
    private const int Size = RegisterMap.CrossbarColumns;
    private const ushort One = 0x3C00;
    private const ushort Small = 0x2C00;

    /// <summary>Makes the registers.</summary>
    /// <param name="seed">Seed of the column registers.</param>
    /// <returns>The registers.</returns>
    public static LdpuRegisters Registers(int seed)
    {
        var random = new Random(seed);
        return new LdpuRegisters
        {
            ScaleP = Columns(Small, random),
            ScaleN = Columns(Small, random),
            Offset = Columns(One, random),
            AffineScale = Columns(One, random),
            AffineOffset = Columns(One, random),
            RxScale = One,
            TxEnable = true,
            TxMask = 1 << (int)LinkPort.Host,
            TxLast = Size - 1,
        };
    }

    // Values near a base: the low fraction bits are drawn.
    private static ushort[] Columns(ushort value, Random random) => [.. Enumerable.Range(0, Size).Select(_ => (ushort)(value + random.Next(256)))];
}
