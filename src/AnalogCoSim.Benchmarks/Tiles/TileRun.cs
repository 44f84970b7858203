
namespace AnalogCoSim.Benchmarks.Tiles;

/// <summary>One run of one tile.</summary>
/// <param name="Clocks">Clocks of the loop.</param>
/// <param name="Seconds">Time of the loop.</param>
/// <param name="Checksum">Of all LDPU results, in order.</param>
public readonly record struct TileRun(int Clocks, double Seconds, ulong Checksum)
{
    /// <summary>Clocks a second.</summary>
    public double ClocksPerSecond => Clocks / Seconds;
}
