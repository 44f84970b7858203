using AnalogCoSim.Core.Random;

namespace AnalogCoSim.Testbench.Benches;

/// <summary>Bits for data lines that carry nothing valid: whatever they are, the block must not look at them.</summary>
public static class IdleNoise
{
    /// <summary>Bits for a clock.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="line">Which line.</param>
    /// <returns>64 bits, the same for the same clock and line.</returns>
    public static ulong Of(long clock, int line = 0)
    {
        (uint low, uint high, _, _) = Philox4x32.Block(0x1D1E, 0, (uint)clock, (uint)(clock >> 32), (uint)line, 0);
        return ((ulong)high << 32) | low;
    }
}
