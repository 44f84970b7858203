namespace AnalogCoSim.Rtl.Simulation;

/// <summary>A packet that came in by a port, with what it carried.</summary>
/// <param name="Packet">Port, path, clock and lengths.</param>
/// <param name="Payload">INT8 payload seen so far.</param>
public sealed record LinkCapture(PacketReport Packet, sbyte[] Payload);
