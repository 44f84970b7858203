
namespace AnalogCoSim.Benchmarks.Streaming;

/// <summary>What snapshots of a chip cost; the best of several.</summary>
/// <param name="Cores">Cores at work.</param>
/// <param name="Bytes">Bytes of a snapshot.</param>
/// <param name="SaveMicroseconds">Taking one after all working tiles changed, us.</param>
/// <param name="RestoreMicroseconds">Going back over as many changed tiles, us.</param>
public sealed record SnapshotCost(int Cores, long Bytes, double SaveMicroseconds, double RestoreMicroseconds);
