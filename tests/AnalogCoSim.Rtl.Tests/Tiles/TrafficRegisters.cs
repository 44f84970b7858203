using AnalogCoSim.Chip;
using AnalogCoSim.Chip.Configuration;
using AnalogCoSim.Chip.Ldpu;
using AnalogCoSim.Rtl.Tests.Ldpu;

namespace AnalogCoSim.Rtl.Tests.Tiles;

/// <summary>Registers of <see cref="TileTraffic"/>, under which every last bit of a count is seen in a result, and the counts that go with them.</summary>
internal static class TrafficRegisters
{
    private const int Columns = 256;

    // Kinds of selections: the usual three more often than those at the ends.
    private static readonly int[] Kinds = [0, 1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 0, 1, 2];

    /// <summary>Scales of 1, and offsets of its own in each column: q = P - N + o + b.</summary>
    /// <param name="random">Source.</param>
    /// <returns>Registers; nothing is combined or sent.</returns>
    public static LdpuRegisters First(Random random) => LdpuRegisterSets.Plain(0, 1) with
    {
        Offset = [.. Enumerable.Range(0, Columns).Select(_ => Offset(random))],
        AffineOffset = [.. Enumerable.Range(0, Columns).Select(_ => BitConverter.HalfToUInt16Bits((Half)(random.Next(8, 21) * ((2 * random.Next(2)) - 1))))],
        RxScale = 0x3C00,
    };

    /// <summary>Other control registers, and other offsets of some columns.</summary>
    /// <param name="now">Registers in force.</param>
    /// <param name="round">Round; every third one does not combine, every fourth does not send, and the bytes that are combined go in turn through all kinds of selections.</param>
    /// <param name="random">Source.</param>
    /// <returns>Registers.</returns>
    public static LdpuRegisters Next(LdpuRegisters now, int round, Random random)
    {
        ushort[] offsets = [.. now.Offset];
        for (int k = 0; k < 4; k++)
        {
            offsets[random.Next(Columns)] = Offset(random);
        }

        bool send = round % 4 != 3;
        var (rxFirst, rxLast) = Selection(Kinds[(round - (round / 3)) % Kinds.Length], random, ordered: false);

        // What is not sent may have any selection.
        var (txFirst, txLast) = send ? Selection(Kinds[random.Next(Kinds.Length)], random, ordered: true) : ((byte)random.Next(128, 256), (byte)random.Next(128));
        return now with
        {
            Offset = offsets,
            Relu1 = random.Next(6) == 0,
            Relu2 = random.Next(6) == 0,
            Combine = round % 3 != 0,
            // 1, -1, or infinite: then 0 is not like a number next to 0.
            RxScale = (ushort)(random.Next(6) switch { 0 or 1 => 0xBC00, 2 => 0x7C00, _ => 0x3C00 }),
            RxFirst = rxFirst,
            RxLast = rxLast,
            TxEnable = send,
            TxMask = (byte)(random.Next(8) switch { 0 => 0, 1 => 0x7F, _ => random.Next(128) }),
            TxPath = (byte)random.Next(256),
            TxFirst = txFirst,
            TxLast = txLast,
        };
    }

    /// <summary>The writes that lead from one set of registers to another.</summary>
    /// <param name="now">Registers in force.</param>
    /// <param name="next">Registers to be.</param>
    /// <returns>Writes.</returns>
    public static IEnumerable<ConfigWrite> Writes(LdpuRegisters now, LdpuRegisters next)
    {
        var old = ChipConfiguration.OfTile(0, now).ToDictionary(write => write.Address, write => write.Data);
        return ChipConfiguration.OfTile(0, next).Where(write => write.Address >= RegisterMap.Ctrl || old[write.Address] != write.Data);
    }

    /// <summary>Counts at and off their ends whose difference, in most columns, leaves the result within INT8.</summary>
    /// <param name="registers">Registers.</param>
    /// <param name="random">Source.</param>
    /// <returns>Counts.</returns>
    public static (ushort[] P, ushort[] N) Counts(LdpuRegisters registers, Random random)
    {
        var counts = new (ushort P, ushort N)[Columns];
        for (int column = 0; column < Columns; column++)
        {
            int wanted = random.Next(-60, 61) - (int)BitConverter.UInt16BitsToHalf(registers.Offset[column]);
            int given = random.Next(8) switch { 0 => 4095, 1 => random.Next(2), 2 => random.Next(2045, 2052), _ => random.Next(4096) };
            counts[column] = random.Next(2) == 0 ? (Count(given + wanted), Count(given)) : (Count(given), Count(given - wanted));
        }

        return ([.. counts.Select(count => count.P)], [.. counts.Select(count => count.N)]);
    }

    private static (byte First, byte Last) Selection(int kind, Random random, bool ordered)
    {
        byte[] two = [(byte)random.Next(256), (byte)random.Next(256)];
        if (ordered)
        {
            Array.Sort(two);
        }

        return kind switch
        {
            0 => (two[0], two[0]),
            1 => (0, 255),
            2 => (two[0], two[1]),
            3 => (0, 0),
            4 => (255, 255),
            5 => (0, two[1]),
            6 => (two[0], 255),
            7 => (255, ordered ? (byte)255 : two[1]),
            _ => (ordered ? (byte)0 : two[0], 0),
        };
    }

    private static ushort Offset(Random random) => BitConverter.HalfToUInt16Bits((Half)random.Next(-1900, 1901));

    private static ushort Count(int value) => (ushort)Math.Clamp(value, 0, 4095);
}
