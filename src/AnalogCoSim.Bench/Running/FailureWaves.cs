using System.Globalization;
using AnalogCoSim.Rtl.Simulation;

namespace AnalogCoSim.Bench.Running;

/// <summary>Waves of the clocks in which a run failed, as it stands in a result file. Clocks are those of the chip, from its reset on.</summary>
/// <param name="Core">The guilty core.</param>
/// <param name="Files">FST files in the result folder: that of the guilty core first, then those of the tiles that send to it.</param>
/// <param name="FromClock">First clock in them.</param>
/// <param name="UntilClock">First clock that is no longer in them.</param>
/// <param name="FailedAtClock">Clock in which the run ended.</param>
/// <param name="ImageBeginClock">Clock that is clock 0 of the failing image.</param>
/// <param name="Differs">How the second run differed from the first; null when it failed in the same way.</param>
public sealed record FailureWaves(int Core, IReadOnlyList<string> Files, ulong FromClock, ulong UntilClock, ulong FailedAtClock, ulong ImageBeginClock, string? Differs)
{
    /// <summary>Time of a clock in the files, ps.</summary>
    public int PicosecondsPerClock { get; } = ChipWaves.PicosecondsPerClock;

    /// <summary>One line for people.</summary>
    /// <param name="folder">The result folder.</param>
    /// <returns>Text.</returns>
    public string Describe(string folder)
    {
        string differs = Differs is null ? string.Empty : $"; {Differs}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"waves of core {Core}: {Path.Combine(folder, Files[0])}; the run ended at {FailedAtClock * (ulong)PicosecondsPerClock} ps, clock 0 of the image is at {ImageBeginClock * (ulong)PicosecondsPerClock} ps{differs}");
    }
}
