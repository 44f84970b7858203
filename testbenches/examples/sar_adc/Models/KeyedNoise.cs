namespace SarAdc.Models;

/// <summary>Normally distributed numbers, mean 0 and standard deviation 1, that depend on seed, quantity and index alone: more draws of one change no other.</summary>
/// <param name="seed">Seed of the run.</param>
/// <param name="quantity">What the numbers are for: each has a sequence of its own.</param>
public sealed class KeyedNoise(ulong seed, string quantity)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private readonly ulong _key = quantity.Aggregate(Mix(seed), (key, letter) => Mix(key ^ letter));

    /// <summary>One number.</summary>
    /// <param name="index">Which; not negative.</param>
    public double this[long index]
    {
        get
        {
            // Box and Muller; the half keeps the logarithm away from 0.
            double radius = (Uniform(2 * (ulong)index) + 0.5) / (1L << 53);
            double angle = Uniform((2 * (ulong)index) + 1) / (double)(1L << 53);
            return Math.Sqrt(-2 * Math.Log(radius)) * Math.Cos(2 * Math.PI * angle);
        }
    }

    private ulong Uniform(ulong index) => Mix(_key + (index * Golden)) >> 11;

    // SplitMix64.
    private static ulong Mix(ulong value)
    {
        value += Golden;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
