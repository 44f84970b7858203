using System.Runtime.InteropServices;

namespace AnalogCoSim.Rtl.Simulation;

/// <summary>One register write; layout of <c>acs_config_write</c>.</summary>
/// <param name="Tile">Tile 0..63.</param>
/// <param name="Address">Address in the tile's register map.</param>
/// <param name="Data">Value.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct ConfigWrite(int Tile, uint Address, uint Data);
