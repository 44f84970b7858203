namespace AnalogCoSim.Inference;

/// <summary>What a host did beyond what the network asks for.</summary>
/// <param name="Writes">Register writes while the chip ran.</param>
/// <param name="Resets">Resets in mid-run.</param>
public readonly record struct HostActs(long Writes, long Resets);
