namespace SarAdc.Models;

/// <summary>Comparator at the top plate.</summary>
/// <remarks>Not modelled: metastability, hysteresis, kickback.</remarks>
/// <param name="offsetVolts">Offset at its input, V; a positive one makes codes larger.</param>
/// <param name="noiseVolts">Standard deviation of noise at its input, V; drawn anew for each decision.</param>
/// <param name="seed">Seed of the noise.</param>
public sealed class Comparator(double offsetVolts = 0, double noiseVolts = 0, ulong seed = 1)
{
    private readonly KeyedNoise _noise = new(seed, "comparison");
    private long _decision;

    /// <summary>Decides.</summary>
    /// <param name="topPlateVolts">The top plate of the array, V.</param>
    /// <returns>Whether the sampled input seems to be at least what the array is switched to.</returns>
    public bool Decide(double topPlateVolts) => offsetVolts + (noiseVolts > 0 ? noiseVolts * _noise[_decision++] : 0) - topPlateVolts >= 0;
}
