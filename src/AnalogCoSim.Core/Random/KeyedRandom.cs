using System.Runtime.CompilerServices;

namespace AnalogCoSim.Core.Random;

/// <summary>Uniform and Gaussian numbers as pure functions of seed, purpose and coordinates.</summary>
/// <remarks>The seed is the Philox key; the counter is (a, b, c, purpose &lt;&lt; 24 | d). Numbers do not depend on the order in which they are asked for.</remarks>
public readonly struct KeyedRandom(ulong seed, NoisePurpose purpose)
{
    private readonly uint _key0 = (uint)seed;
    private readonly uint _key1 = (uint)(seed >> 32);
    private readonly uint _purpose = (uint)purpose << 24;

    /// <summary>Four uniform 32-bit words for the coordinates.</summary>
    /// <param name="a">First coordinate.</param>
    /// <param name="b">Second coordinate.</param>
    /// <param name="c">Third coordinate.</param>
    /// <param name="d">Fourth coordinate, below 2^24.</param>
    /// <returns>Four words.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (uint R0, uint R1, uint R2, uint R3) Words(uint a, uint b = 0, uint c = 0, uint d = 0) =>
        Philox4x32.Block(_key0, _key1, a, b, c, _purpose | (d & 0xFFFFFF));

    /// <summary>A uniform number in [0, 1) with 32 bits.</summary>
    /// <param name="a">First coordinate.</param>
    /// <param name="b">Second coordinate.</param>
    /// <param name="c">Third coordinate.</param>
    /// <param name="d">Fourth coordinate, below 2^24.</param>
    /// <returns>A multiple of 2^-32.</returns>
    public double Uniform(uint a, uint b = 0, uint c = 0, uint d = 0) => Words(a, b, c, d).R0 * (1.0 / 4294967296.0);

    /// <summary>A standard normal number (Box-Muller on two words, exact to double precision).</summary>
    /// <param name="a">First coordinate.</param>
    /// <param name="b">Second coordinate.</param>
    /// <param name="c">Third coordinate.</param>
    /// <param name="d">Fourth coordinate, below 2^24.</param>
    /// <returns>Mean 0, variance 1; |z| at most 6.8.</returns>
    public double Normal(uint a, uint b = 0, uint c = 0, uint d = 0)
    {
        var (r0, r1, _, _) = Words(a, b, c, d);
        double u = (r0 + 0.5) * (1.0 / 4294967296.0);
        double angle = r1 * (2.0 * Math.PI / 4294967296.0);
        return Math.Sqrt(-2.0 * Math.Log(u)) * Math.Cos(angle);
    }
}
