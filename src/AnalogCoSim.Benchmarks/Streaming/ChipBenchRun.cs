using AnalogCoSim.Verilator.Models;

namespace AnalogCoSim.Benchmarks.Streaming;

/// <summary>One run of one chip model.</summary>
/// <param name="Clocks">Clocks that passed, leapt ones included.</param>
/// <param name="Seconds">Time inside the model and its scheduler.</param>
/// <param name="Events">Digest of all events at the chip's ports.</param>
/// <param name="Registers">Digest of all registers at the end.</param>
public sealed record ChipBenchRun(ulong Clocks, double Seconds, StateDigest Events, StateDigest Registers)
{
    /// <summary>Clocks a second.</summary>
    public double ClocksPerSecond => Clocks / Seconds;
}
