using System.Runtime.InteropServices;

namespace AnalogCoSim.Benchmarks.Tiles;

/// <summary>The checksum of the LDPU results: 31 times the last one plus the result.</summary>
internal static class TileChecksum
{
    private const ulong AllValid = 0x0101_0101_0101_0101;
    private const ulong P1 = 31;
    private const ulong P2 = P1 * P1;
    private const ulong P3 = P2 * P1;
    private const ulong P4 = P2 * P2;

    /// <summary>Adds the results of some clocks; eight at a time, so that the multiplications do not wait for each other.</summary>
    /// <param name="checksum">Checksum so far.</param>
    /// <param name="valid">Whether there is a result, 0 or 1 a clock.</param>
    /// <param name="data">The results.</param>
    /// <returns>The new checksum.</returns>
    public static ulong Add(ulong checksum, ReadOnlySpan<byte> valid, ReadOnlySpan<byte> data)
    {
        while (valid.Length >= 8)
        {
            checksum = MemoryMarshal.Read<ulong>(valid) == AllValid ? Eight(checksum, data) : OneByOne(checksum, valid[..8], data);
            valid = valid[8..];
            data = data[8..];
        }

        return OneByOne(checksum, valid, data);
    }

    private static ulong Eight(ulong checksum, ReadOnlySpan<byte> data)
    {
        ulong high = (P3 * data[0]) + (P2 * data[1]) + (P1 * data[2]) + data[3];
        ulong low = (P3 * data[4]) + (P2 * data[5]) + (P1 * data[6]) + data[7];
        return unchecked((P4 * P4 * checksum) + (P4 * high) + low);
    }

    private static ulong OneByOne(ulong checksum, ReadOnlySpan<byte> valid, ReadOnlySpan<byte> data)
    {
        for (int i = 0; i < valid.Length; i++)
        {
            checksum = valid[i] != 0 ? (31 * checksum) + data[i] : checksum;
        }

        return checksum;
    }
}
