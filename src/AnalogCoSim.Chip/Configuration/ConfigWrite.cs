using System.Runtime.InteropServices;

namespace AnalogCoSim.Chip.Configuration;

/// <summary>One write on the configuration bus; laid out as <c>acs_config_write</c> of the native engine.</summary>
/// <param name="Tile">Tile 0..63.</param>
/// <param name="Address">Register address, 12 bits.</param>
/// <param name="Data">Data word.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct ConfigWrite(int Tile, int Address, uint Data);
