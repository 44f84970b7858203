using System.Diagnostics.CodeAnalysis;

namespace AnalogCoSim.Verilator.Typed;

/// <summary>Values of ports as generated classes need them.</summary>
public static class PortValues
{
    /// <summary>Puts a port of 65 to 128 bits together.</summary>
    /// <param name="words">Its 3 or 4 words, the lowest first.</param>
    /// <returns>Its bits.</returns>
    public static UInt128 Join(ReadOnlySpan<uint> words) =>
        new(words[2] | (words.Length > 3 ? (ulong)words[3] << 32 : 0), words[0] | ((ulong)words[1] << 32));

    /// <summary>Takes a port of 65 to 128 bits apart.</summary>
    /// <param name="value">Its bits.</param>
    /// <param name="words">Its 3 or 4 words, the lowest first.</param>
    public static void Split(UInt128 value, Span<uint> words)
    {
        for (int k = 0; k < words.Length; k++)
        {
            words[k] = (uint)(value >> (32 * k));
        }
    }

    /// <summary>The error of a value that has more bits than its port.</summary>
    /// <param name="port">Name in the RTL.</param>
    /// <param name="bits">Width of the port.</param>
    /// <param name="value">The value.</param>
    /// <returns>The exception.</returns>
    public static ArgumentOutOfRangeException OutOfRange(string port, int bits, object value) => new(port, value, $"The value does not fit into the {bits} bits of port {port}.");

    [DoesNotReturn]
    internal static void ThrowDisposed() => throw new ObjectDisposedException("RtlModule", "The module is disposed: its ports are gone.");
}
