using System.Runtime.CompilerServices;

namespace AnalogCoSim.Core.Random;

/// <summary>The counter-based generator Philox4x32-10: four 32-bit random words as a pure function of key and counter.</summary>
/// <remarks>Source: Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011, section 3.3 and its known-answer vectors.</remarks>
public static class Philox4x32
{
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;

    /// <summary>Computes one block.</summary>
    /// <param name="key0">Low key word.</param>
    /// <param name="key1">High key word.</param>
    /// <param name="c0">Counter word 0.</param>
    /// <param name="c1">Counter word 1.</param>
    /// <param name="c2">Counter word 2.</param>
    /// <param name="c3">Counter word 3.</param>
    /// <returns>Four independent uniform 32-bit words.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (uint R0, uint R1, uint R2, uint R3) Block(uint key0, uint key1, uint c0, uint c1, uint c2, uint c3)
    {
        for (int round = 0; round < 10; round++)
        {
            ulong p0 = (ulong)Multiplier0 * c0;
            ulong p1 = (ulong)Multiplier1 * c2;
            c0 = (uint)(p1 >> 32) ^ c1 ^ key0;
            c1 = (uint)p1;
            c2 = (uint)(p0 >> 32) ^ c3 ^ key1;
            c3 = (uint)p0;
            key0 += Weyl0;
            key1 += Weyl1;
        }

        return (c0, c1, c2, c3);
    }
}
