namespace AnalogCoSim.Bench.Coverage;

/// <summary>What one direction of one link carried in a run: packets of the MVMs that the RTL engine counted, along the routes of the program.</summary>
/// <param name="From">Tile that sends.</param>
/// <param name="Port">Its port: E1, W1, E2, W2, S1, N1 or Host.</param>
/// <param name="To">Tile that receives; null for the host.</param>
/// <param name="Packets">Packets, all images.</param>
/// <param name="Bytes">Bytes with preambles, all images.</param>
public sealed record LinkTraffic(int From, string Port, int? To, long Packets, long Bytes);
