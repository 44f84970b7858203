using System.Runtime.InteropServices;
using AnalogCoSim.Chip;

namespace AnalogCoSim.Rtl.Simulation;

/// <summary>Counters of a chip model since it was created; layout of <c>acs_statistics</c>.</summary>
/// <param name="Cycles">Clocks, leapt ones included.</param>
/// <param name="LeaptCycles">Clocks in which no tile had to be evaluated.</param>
/// <param name="TileEvaluations">Tile clocks evaluated.</param>
/// <param name="Mvms">MVMs started.</param>
/// <param name="Packets">Packets to the host.</param>
/// <param name="RunNanoseconds">Wall time inside <see cref="RtlChip.Run"/>.</param>
/// <param name="EvaluateNanoseconds">Of it: evaluation; 0 unless profiled.</param>
/// <param name="ExchangeNanoseconds">Of it: exchange between tiles.</param>
/// <param name="CallbackNanoseconds">Of it: the listener.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct ChipStatistics(
    ulong Cycles,
    ulong LeaptCycles,
    ulong TileEvaluations,
    ulong Mvms,
    ulong Packets,
    ulong RunNanoseconds,
    ulong EvaluateNanoseconds,
    ulong ExchangeNanoseconds,
    ulong CallbackNanoseconds)
{
    /// <summary>Share of all tile clocks that were evaluated.</summary>
    public double WakeFraction => Cycles == 0 ? 0 : TileEvaluations / ((double)RegisterMap.Tiles * Cycles);
}
