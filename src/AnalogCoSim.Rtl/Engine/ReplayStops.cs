using AnalogCoSim.Rtl.Simulation;

namespace AnalogCoSim.Rtl.Engine;

/// <summary>The clocks in which a replay stands still: where its waves begin and end, and where registers are read.</summary>
/// <param name="waves">Waves.</param>
/// <param name="probes">Columns to follow.</param>
internal sealed class ReplayStops(WaveWindow waves, IReadOnlyList<ColumnProbe> probes)
{
    /// <summary>First clock after this one that does not run for now.</summary>
    /// <param name="cycle">The clock that runs next.</param>
    /// <returns>The clock.</returns>
    public ulong Next(ulong cycle) => probes.Aggregate(waves.Stop, (first, probe) => Math.Min(first, probe.Next(cycle)));

    /// <summary>Does what is due in the clock that runs next.</summary>
    /// <param name="rtl">The chip.</param>
    /// <returns>Whether anything was due.</returns>
    public bool Visit(RtlChip rtl)
    {
        bool due = waves.Open(rtl);
        foreach (ColumnProbe probe in probes)
        {
            due |= probe.Take(rtl);
        }

        return due;
    }
}
