namespace AnalogCoSim.Chip.Configuration;

/// <summary>One write on the configuration bus.</summary>
/// <param name="Tile">Tile 0..63.</param>
/// <param name="Address">Register address, 12 bits.</param>
/// <param name="Data">Data word.</param>
public readonly record struct ConfigWrite(int Tile, int Address, uint Data);
