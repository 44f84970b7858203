using AnalogCoSim.Chip;

namespace AnalogCoSim.Inference;

/// <summary>How often each tile was evaluated, over time.</summary>
/// <param name="FirstCycle">First clock.</param>
/// <param name="BinClocks">Clocks of a bin.</param>
/// <param name="Clocks">Clocks in all; the last bin may be shorter than the others.</param>
/// <param name="Evaluations">Evaluations; <see cref="Tiles"/> numbers a bin, bin after bin.</param>
public sealed record TileActivity(ulong FirstCycle, ulong BinClocks, ulong Clocks, IReadOnlyList<uint> Evaluations)
{
    /// <summary>Tiles of the chip.</summary>
    public const int Tiles = RegisterMap.Tiles;

    /// <summary>Bins.</summary>
    public int Bins => Evaluations.Count / Tiles;

    /// <summary>Clocks of one bin.</summary>
    /// <param name="bin">Which.</param>
    /// <returns>As many as of the others, or what is left for the last one.</returns>
    public ulong ClocksOf(int bin) => Math.Min(BinClocks, Clocks - ((ulong)bin * BinClocks));

    /// <summary>Share of a bin's clocks in which a tile was evaluated, 0 to 1.</summary>
    /// <param name="tile">Tile.</param>
    /// <param name="bin">Bin.</param>
    /// <returns>The share.</returns>
    public double Share(int tile, int bin) => Evaluations[(bin * Tiles) + tile] / (double)ClocksOf(bin);

    /// <summary>Share of all tile clocks of a bin that were evaluated, 0 to 1.</summary>
    /// <param name="bin">Bin.</param>
    /// <returns>The share.</returns>
    public double WakeFraction(int bin) => Enumerable.Range(0, Tiles).Sum(tile => (double)Evaluations[(bin * Tiles) + tile]) / (Tiles * (double)ClocksOf(bin));
}
