namespace AnalogCoSim.Chip.Link;

/// <summary>What a tile does with packets of one path id.</summary>
/// <param name="RxMask">Ports they may come in by.</param>
/// <param name="ForwardMask">Ports they go out by, one clock later.</param>
/// <param name="Consume">Whether this tile combines them.</param>
public readonly record struct RouteEntry(byte RxMask, byte ForwardMask, bool Consume);
