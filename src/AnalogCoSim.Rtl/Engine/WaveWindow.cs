using AnalogCoSim.Rtl.Simulation;

namespace AnalogCoSim.Rtl.Engine;

/// <summary>The clocks of which a replay writes waves.</summary>
/// <param name="waves">Folder and cores.</param>
/// <param name="from">First clock.</param>
/// <param name="until">First clock that does not run.</param>
internal sealed class WaveWindow(ChipWaves waves, ulong from, ulong until)
{
    /// <summary>The files; empty before they are open.</summary>
    public IReadOnlyList<string> Files { get; private set; } = [];

    /// <summary>First clock that does not run for now: where the waves begin, then where they end.</summary>
    public ulong Stop => IsOpen ? until : from;

    /// <summary>Whether the files are open.</summary>
    public bool IsOpen => Files.Count > 0;

    /// <summary>Opens the files if it is time to.</summary>
    /// <param name="rtl">The chip.</param>
    /// <returns>Whether they have been opened now.</returns>
    public bool Open(RtlChip rtl)
    {
        if (IsOpen || rtl.Cycle < from)
        {
            return false;
        }

        Files = rtl.OpenWaves(waves);
        return true;
    }
}
