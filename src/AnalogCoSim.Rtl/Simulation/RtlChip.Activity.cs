using AnalogCoSim.Inference;
using AnalogCoSim.Verilator.Models;

namespace AnalogCoSim.Rtl.Simulation;

/// <content>Which tiles were evaluated when.</content>
public sealed unsafe partial class RtlChip
{
    // A megabyte of counts.
    private const int MostBins = 4096;

    /// <summary>Counts the evaluations of every tile from now on; off unless asked for. It changes nothing else.</summary>
    /// <param name="binClocks">Clocks of a bin to begin with; they double whenever the bins are used up, so any run fits.</param>
    /// <param name="bins">Bins, even; 0 ends counting.</param>
    public void CountActivity(int binClocks, int bins)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(binClocks, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(bins);
        ArgumentOutOfRangeException.ThrowIfNotEqual(bins % 2, 0, nameof(bins));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bins, MostBins);
        CallGate.Slot slot = _gate.Enter();
        _library.Count(_handle.Address, (ulong)binClocks, bins);
        slot.Leave();
    }

    /// <summary>What was counted since <see cref="CountActivity"/>, up to now.</summary>
    /// <returns>The counts; null when nothing was asked for or no clock has passed.</returns>
    public TileActivity? Activity()
    {
        ulong* shape = stackalloc ulong[3];
        CallGate.Slot slot = _gate.Enter();
        ulong cycle = _library.Cycle(_handle.Address);
        uint* counts = _library.Counted(_handle.Address, shape);
        uint[] copy = new ReadOnlySpan<uint>(counts, TileActivity.Tiles * (int)shape[2]).ToArray();
        slot.Leave();
        return shape[2] == 0 || cycle <= shape[0] ? null : new TileActivity(shape[0], shape[1], cycle - shape[0], copy);
    }
}
