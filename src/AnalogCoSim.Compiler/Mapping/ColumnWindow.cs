using AnalogCoSim.Chip.Geometry;

namespace AnalogCoSim.Compiler.Mapping;

/// <summary>Where the columns of a chain lie in one of its cores, and what the core sends and takes.</summary>
/// <param name="First">Column of the chain's first channel.</param>
/// <param name="TxFirst">First column sent.</param>
/// <param name="TxLast">Last column sent.</param>
/// <param name="RxFirst">First payload byte taken; it goes to column 0.</param>
/// <param name="RxLast">Last payload byte taken.</param>
internal readonly record struct ColumnWindow(int First, int TxFirst, int TxLast, int RxFirst, int RxLast)
{
    /// <summary>Most payload bytes that a core drops: each puts off its drain by a clock, and only two results fit into its registers.</summary>
    private const int MostDropped = 64;

    /// <summary>Columns from 0 on, nothing sent that is not used.</summary>
    /// <param name="length">Cores of the chain.</param>
    /// <param name="count">Columns.</param>
    /// <param name="residual">Whether the head takes a packet from the host.</param>
    /// <returns>One window for each core, head to tail.</returns>
    public static ColumnWindow[] Compact(int length, int count, bool residual) =>
        [.. Enumerable.Range(0, length).Select(k => new ColumnWindow(0, 0, count - 1, 0, k > 0 || residual ? count - 1 : 0))];

    /// <summary>Columns anywhere, selections by lot.</summary>
    /// <param name="length">Cores of the chain.</param>
    /// <param name="count">Columns.</param>
    /// <param name="residual">Whether the head takes a packet from the host.</param>
    /// <param name="lot">The draws.</param>
    /// <returns>One window for each core, head to tail.</returns>
    /// <remarks>
    /// Byte <c>RxFirst</c> always goes to column 0, so columns can only move towards 0 along a chain: by as many as the sender leaves out before them plus as many as the receiver drops. The
    /// host sends the residual's channels alone, so there the chain begins at column 0.
    /// </remarks>
    public static ColumnWindow[] Spread(int length, int count, bool residual, Lot lot)
    {
        int room = residual ? 0 : ChipGeometry.CrossbarSize - count;
        int[] first = [.. Enumerable.Range(0, length).Select(_ => lot.UpTo(room)).OrderDescending()];
        var windows = new ColumnWindow[length];
        int rxFirst = 0;
        int rxLast = residual ? count - 1 : 0;
        for (int k = 0; k < length - 1; k++)
        {
            int moved = first[k] - first[k + 1];
            int dropped = lot.UpTo(Math.Min(moved, MostDropped));
            int last = first[k] + count - 1;
            windows[k] = new ColumnWindow(first[k], moved - dropped, last + lot.UpTo(ChipGeometry.CrossbarSize - 1 - last), rxFirst, rxLast);
            (rxFirst, rxLast) = (dropped, last - (moved - dropped));
        }

        windows[^1] = new ColumnWindow(first[^1], first[^1], first[^1] + count - 1, rxFirst, rxLast);
        return windows;
    }
}
