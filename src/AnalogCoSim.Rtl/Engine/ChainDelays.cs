using AnalogCoSim.Chip;
using AnalogCoSim.Chip.Program;

namespace AnalogCoSim.Rtl.Engine;

/// <summary>By how many clocks the cores of a chain start after its head, so that none has three results undrained and none gets a packet before its first ADC pair.</summary>
internal static class ChainDelays
{
    // A core holds two undrained results; from this place of a chain on the drain would lag by more than an interval, so the start is put off with it.
    private const int UndelayedPlaces = 12;

    // One less than the clocks between two cores of a chain: the packet never comes before the first pair.
    private const int DelayPerPlace = RegisterMap.H - 1;

    /// <summary>The delays of a chain.</summary>
    /// <param name="group">The chain.</param>
    /// <returns>Clocks, head first. Every tile that forwards, every column that is left out before the first one sent, and every byte that the sender itself dropped puts a packet off by one.</returns>
    public static int[] Of(ColumnGroup group)
    {
        var delays = new int[group.Chain.Count];
        int late = 0;
        for (int place = 1; place < delays.Length; place++)
        {
            CoreSlice sender = group.Chain[place - 1];
            late += sender.Hops.Count + sender.Ldpu.TxFirst + (place > 1 ? sender.Ldpu.RxFirst : 0);
            delays[place] = (Math.Max(0, place - UndelayedPlaces + 1) * DelayPerPlace) + late;
        }

        return delays;
    }
}
