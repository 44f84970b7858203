using AnalogCoSim.Verilator.Ports;

namespace AnalogCoSim.Testbench.Benches;

/// <summary>Up to 64 bits of a port.</summary>
/// <param name="Port">The port.</param>
/// <param name="Chunk">Which 64 bits.</param>
internal sealed record PinChunk(ModelPort Port, int Chunk)
{
    public string Name => Port.Width <= 64 ? Port.Name : FormattableString.Invariant($"{Port.Name}@{Chunk}");

    public int Width => Math.Min(64, Port.Width - (64 * Chunk));
}
