namespace AnalogCoSim.Chip.Program;

/// <summary>A forwarding entry in a tile that a packet passes on its way.</summary>
/// <param name="Tile">Tile that forwards.</param>
/// <param name="Path">Path id.</param>
/// <param name="RxMask">Ports it may come in by.</param>
/// <param name="ForwardMask">Ports it goes out by.</param>
public sealed record HopRoute(int Tile, byte Path, byte RxMask, byte ForwardMask);
