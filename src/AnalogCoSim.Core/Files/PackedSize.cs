using System.Globalization;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Core.Files;

/// <summary>Refuses packed contents that would unfold to far more than they are, before anything is unpacked.</summary>
internal static class PackedSize
{
    // Below this, any ratio is harmless; above it, nothing that was measured or photographed packs so well.
    private const long Harmless = 64L << 20;
    private const long MostRatio = 100;

    /// <summary>Throws unless the contents may be unpacked.</summary>
    /// <param name="packed">Bytes in the file.</param>
    /// <param name="unpacked">Bytes that they are said to unfold to.</param>
    /// <param name="where">File and member.</param>
    /// <param name="kind">What the file should be.</param>
    /// <exception cref="AcsException">The kind's code for damaged files.</exception>
    public static void Check(long packed, long unpacked, string where, InputKind kind)
    {
        long most = Math.Min(kind.MostBytes, Math.Max(Harmless, packed * MostRatio));
        if (unpacked < 0 || unpacked > most)
        {
            throw new AcsException(
                kind.Damaged,
                $"The {kind.Noun} unfolds to too much.",
                where,
                string.Create(CultureInfo.InvariantCulture, $"at most {most} bytes from {packed} packed ones"),
                string.Create(CultureInfo.InvariantCulture, $"{unpacked} bytes"),
                "Write the file again without compression, or with fewer elements.");
        }
    }
}
