using AnalogCoSim.Chip;
using AnalogCoSim.Chip.Geometry;
using AnalogCoSim.Chip.Performance;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Rtl.Simulation;
using AnalogCoSim.Verilator.Building;

namespace AnalogCoSim.Benchmarks.Streaming;

/// <summary>Finds how closely MVMs of all 64 cores can follow each other in the RTL, and counts the clocks they take; all columns are drained and sent to the host.</summary>
/// <remarks>An interval is good when every core delivers the same results and packets as with MVMs far apart: MVMs that follow too closely overwrite each other or trip an assertion.</remarks>
public sealed class StreamingProbe
{
    private const int Mvms = 8;

    // The first results come before the pipelines have filled.
    private const int WarmUp = 2;
    private const int FarApart = 1024;
    private const int LoadClocks = RegisterMap.CrossbarRows / RegisterMap.RowsPerLoadBeat;

    /// <summary>Measures one read mode.</summary>
    /// <param name="options">Engine and timing; the flavour is always Check, since only its assertions see an MVM that starts while the macro still converts the last one.</param>
    /// <param name="fourPhase">4-phase or 1-phase reads.</param>
    /// <returns>Clocks at the smallest good interval.</returns>
    /// <exception cref="AcsException">RtlStalled when MVMs give no results even far apart.</exception>
    public static StreamTiming Measure(RtlChipOptions options, bool fourPhase)
    {
        ArgumentNullException.ThrowIfNull(options);
        options = options with { Flavour = ModelFlavour.Check };
        StreamingRecord truth = StreamingRecord.Run(options, fourPhase, FarApart, Mvms) is { } all && all.Complete(Mvms)
            ? all
            : throw new AcsException(ErrorCode.RtlStalled, $"MVMs of {ChipGeometry.Cores} cores give no results.", $"{Mvms} MVMs per core, {FarApart} clocks apart",
                $"{ChipGeometry.CrossbarSize} results of each", "fewer", "run acs run testbenches/chip_inference/scenarios/quickstart.yaml to see whether the RTL works at all");
        int bad = LoadClocks;
        int good = FarApart;
        StreamingRecord best = truth;
        while (good - bad > 1)
        {
            int middle = (bad + good) / 2;
            if (Attempt(options, fourPhase, middle) is { } record && record.SameResults(truth))
            {
                (good, best) = (middle, record);
            }
            else
            {
                bad = middle;
            }
        }

        return new StreamTiming(ChipGeometry.Cores, best.Latency, best.ClocksPerMvm(WarmUp));
    }

    // Too close: the RTL says so itself, or loses results.
    private static StreamingRecord? Attempt(RtlChipOptions options, bool fourPhase, int interval)
    {
        try
        {
            return StreamingRecord.Run(options, fourPhase, interval, Mvms);
        }
        catch (AcsException)
        {
            return null;
        }
    }
}
