namespace AnalogCoSim.Rtl.Simulation;

/// <content>Which tiles were evaluated when.</content>
public sealed unsafe partial class RtlChip
{
    /// <summary>Counts the evaluations of every tile from now on; off unless asked for. It changes nothing else.</summary>
    /// <param name="binClocks">Clocks of a bin to begin with; they double whenever the bins are used up, so any run fits.</param>
    /// <param name="bins">Bins, even; 0 ends counting.</param>
    public void CountActivity(int binClocks, int bins)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(binClocks, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(bins);
        ArgumentOutOfRangeException.ThrowIfNotEqual(bins % 2, 0, nameof(bins));
        _library.Count(_engine, (ulong)binClocks, bins);
    }

    /// <summary>What was counted since <see cref="CountActivity"/>, up to now.</summary>
    /// <returns>The counts; null when nothing was asked for or no clock has passed.</returns>
    public TileActivity? Activity()
    {
        ulong* shape = stackalloc ulong[3];
        uint* counts = _library.Counted(_engine, shape);
        return shape[2] == 0 || Cycle <= shape[0]
            ? null
            : new TileActivity(shape[0], shape[1], Cycle - shape[0], new ReadOnlySpan<uint>(counts, TileActivity.Tiles * (int)shape[2]).ToArray());
    }
}
