using AnalogCoSim.Chip;
using AnalogCoSim.Chip.Configuration;

namespace AnalogCoSim.Rtl.Tests.Tiles;

/// <summary>Addresses of the configuration bus at which nothing is: a write there must change nothing.</summary>
internal static class EmptyAddresses
{
    private const int Page = 256;
    private const int AddressBits = 12;
    private const int DataBits = 32;
    private const int Count = 1 << AddressBits;

    private static readonly int[] Control = [RegisterMap.Ctrl, RegisterMap.SRx, RegisterMap.TxSelect, RegisterMap.RxSelect];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<int> All { get; } = [.. Enumerable.Range(RegisterMap.Ctrl, Count - RegisterMap.Ctrl).Except(Control)];

    /// <summary>Those that a decoder takes for a register if it does not look at one or more of the bits above the lowest eight, or at one bit of all.</summary>
    /// <param name="address">Address of a register.</param>
    /// <returns>Addresses.</returns>
    public static IReadOnlyList<int> Of(int address) =>
    [
        .. Enumerable.Range(1, (Count / Page) - 1).Select(pages => address ^ (pages * Page)).Concat(Enumerable.Range(0, AddressBits).Select(bit => address ^ (1 << bit)))
            .Where(IsEmpty).Distinct(),
    ];

    /// <summary>Tells whether nothing is at an address.</summary>
    /// <param name="address">Address.</param>
    /// <returns>True if so.</returns>
    public static bool IsEmpty(int address) => address >= RegisterMap.Ctrl && !Control.Contains(address);

    /// <summary>A write of random data to each of them.</summary>
    /// <param name="random">Source.</param>
    /// <returns>Writes, in any order.</returns>
    public static ConfigWrite[] Everywhere(Random random) => Writes([.. All], random);

    /// <summary>Writes of random data to addresses that may be taken for those of registers, and to any others.</summary>
    /// <param name="near">Addresses of registers.</param>
    /// <param name="each">Writes for each of them.</param>
    /// <param name="random">Source.</param>
    /// <returns>Writes, in any order.</returns>
    public static ConfigWrite[] Near(IEnumerable<int> near, int each, Random random) =>
        Writes([.. near.Concat(Control).SelectMany(address => random.GetItems([.. Of(address)], each)), .. random.GetItems([.. All], 4 * each)], random);

    private static ConfigWrite[] Writes(int[] addresses, Random random)
    {
        random.Shuffle(addresses);
        return [.. addresses.Select(address => new ConfigWrite(0, address, (uint)random.NextInt64(1L << DataBits)))];
    }
}
