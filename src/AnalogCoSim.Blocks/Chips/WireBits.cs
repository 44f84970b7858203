using AnalogCoSim.Testbench.Benches;

namespace AnalogCoSim.Blocks.Chips;

/// <summary>Bits of ports of any width.</summary>
internal static class WireBits
{
    private const int Chunk = 64;

    /// <summary>Reads some bits of a port.</summary>
    /// <param name="pins">Values of the ports.</param>
    /// <param name="port">The port.</param>
    /// <param name="width">Bits of the port.</param>
    /// <param name="at">First bit.</param>
    /// <param name="count">How many, at most 64.</param>
    /// <returns>The bits.</returns>
    public static ulong Of(PinValues pins, string port, int width, int at, int count)
    {
        ulong low = pins[Name(port, width, at / Chunk)] >> (at % Chunk);
        ulong high = at % Chunk + count > Chunk ? pins[Name(port, width, (at / Chunk) + 1)] << (Chunk - (at % Chunk)) : 0;
        return (low | high) & (ulong.MaxValue >> (Chunk - count));
    }

    /// <summary>Writes bits to a buffer.</summary>
    /// <param name="buffer">The buffer.</param>
    /// <param name="at">First bit.</param>
    /// <param name="count">How many, at most 64.</param>
    /// <param name="value">The bits.</param>
    public static void Put(ulong[] buffer, int at, int count, ulong value)
    {
        ulong kept = value & (ulong.MaxValue >> (Chunk - count));
        buffer[at / Chunk] |= kept << (at % Chunk);
        if (at % Chunk + count > Chunk)
        {
            buffer[(at / Chunk) + 1] |= kept >> (Chunk - (at % Chunk));
        }
    }

    /// <summary>Gives a buffer to an output port.</summary>
    /// <param name="pins">Values of the ports.</param>
    /// <param name="port">The port.</param>
    /// <param name="buffer">All its bits.</param>
    public static void Give(PinValues pins, string port, ulong[] buffer)
    {
        for (int chunk = 0; chunk < buffer.Length; chunk++)
        {
            pins[Name(port, Chunk * buffer.Length, chunk)] = buffer[chunk];
        }
    }

    private static string Name(string port, int width, int chunk) => width <= Chunk ? port : FormattableString.Invariant($"{port}@{chunk}");
}
