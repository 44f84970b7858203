namespace AnalogCoSim.Chip.Program;

/// <summary>Output channels [<paramref name="FirstChannel"/>, +<paramref name="ChannelCount"/>) computed by one chain of cores.</summary>
/// <param name="FirstChannel">First output channel; it is crossbar column 0.</param>
/// <param name="ChannelCount">Channels, at most 256.</param>
/// <param name="Chain">Cores head to tail; each adds its part to the INT8 partial sums it receives; the tail sends to the host.</param>
public sealed record ColumnGroup(int FirstChannel, int ChannelCount, IReadOnlyList<CoreSlice> Chain);
