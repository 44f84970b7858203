namespace AnalogCoSim.Chip.Link;

/// <summary>Where a packet is consumed.</summary>
/// <param name="Tile">Consuming tile, or null for the host.</param>
/// <param name="Port">RX port it comes in by; <see cref="LinkPort.Host"/> for the host.</param>
/// <param name="Hops">Tiles that forwarded it on the way.</param>
public readonly record struct PacketArrival(int? Tile, LinkPort Port, int Hops);
