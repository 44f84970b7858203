namespace AnalogCoSim.Rtl.Simulation;

/// <summary>What a tile did last, for reports.</summary>
/// <param name="Tile">Tile.</param>
/// <param name="LastStart">Clock of its last MVM start; 0 before the first.</param>
/// <param name="Mvms">MVMs started since the chip was created.</param>
/// <param name="Drained">LDPU results complete.</param>
/// <param name="Converting">MVMs whose counts have not all come.</param>
/// <param name="Awake">Whether something is in flight in it.</param>
/// <param name="HostPath">Path of a packet to the host that has begun and not ended; null for none.</param>
/// <param name="HostBytes">Bytes of it seen, preamble included.</param>
/// <param name="Packets">The last packet that came in by each port; ports without one are left out. The flat chip sees its host port alone.</param>
public sealed record TileReport(int Tile, ulong LastStart, uint Mvms, uint Drained, int Converting, bool Awake, int? HostPath, int HostBytes, IReadOnlyList<PacketReport> Packets);
