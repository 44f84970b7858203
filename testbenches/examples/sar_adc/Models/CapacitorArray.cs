namespace SarAdc.Models;

/// <summary>Binary-weighted capacitor array of a charge-redistribution ADC that samples on its bottom plates.</summary>
/// <remarks>
/// While it samples, the top plate is grounded and all bottom plates are at the input. Then the top plate floats, and each bottom plate goes to the reference or to ground: the charge on the top plate stays.
/// Source: J. McCreary and P. Gray, All-MOS charge redistribution analog-to-digital conversion techniques, IEEE JSSC 10(6), 1975.
/// Not modelled: settling, charge injection, leakage, capacitors that depend on voltage, noise of the reference.
/// </remarks>
public sealed class CapacitorArray
{
    private const double BoltzmannJoulesPerKelvin = 1.380649e-23;

    private readonly ArrayParameters _parameters;
    private readonly double[] _weights;
    private readonly KeyedNoise _noise;
    private double _charge; // of the top plate, V times unit capacitors
    private long _sample = -1;
    private bool _follows;

    /// <summary>Draws the unit capacitors.</summary>
    /// <param name="parameters">Their number and mismatch, and the rest.</param>
    public CapacitorArray(ArrayParameters parameters)
        : this(parameters, Draw(parameters))
    {
    }

    /// <summary>Takes known capacitors.</summary>
    /// <param name="parameters">All but the mismatch.</param>
    /// <param name="weights">Shape [Bits + 1]; unit capacitors; bit 0 first, and last the one that is never switched.</param>
    public CapacitorArray(ArrayParameters parameters, IReadOnlyList<double> weights)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(weights.Count, parameters.Bits + 1, nameof(weights));
        _parameters = parameters;
        _weights = [.. weights];
        _noise = new KeyedNoise(parameters.Seed, "sampling");
        TotalUnits = weights.Sum();
    }

    /// <summary>Capacitors that are switched; shape [Bits]; unit capacitors; bit 0 first.</summary>
    public ReadOnlySpan<double> Weights => _weights.AsSpan(0, _parameters.Bits);

    /// <summary>All capacitors that sample, in unit capacitors.</summary>
    public double TotalUnits { get; }

    /// <summary>Standard deviation of kT/C noise referred to the input, V: that of the charge sqrt(kTC) of all capacitance at the top plate, over the capacitors that sample.</summary>
    public double SamplingNoiseVolts => Math.Sqrt(BoltzmannJoulesPerKelvin * _parameters.Kelvin * (TotalUnits + _parameters.ParasiticUnits) / _parameters.UnitFarads) / TotalUnits;

    /// <summary>Follows the input for one clock; noise is that of the sample which this belongs to.</summary>
    /// <param name="volts">The input, V.</param>
    public void Follow(double volts)
    {
        _sample += _follows ? 0 : 1;
        _follows = true;
        _charge = -TotalUnits * (volts + (_parameters.Kelvin > 0 ? SamplingNoiseVolts * _noise[_sample] : 0));
    }

    /// <summary>Lets the top plate float with what was sampled last, and switches bottom plates.</summary>
    /// <param name="code">Bit n: capacitor n is at the reference, else at ground.</param>
    /// <returns>The top plate, V: negative while the input is above what the code stands for.</returns>
    public double Hold(int code)
    {
        _follows = false;
        double switched = 0;
        for (int bit = 0; bit < _parameters.Bits; bit++)
        {
            switched += (code >> bit & 1) != 0 ? _weights[bit] : 0;
        }

        return (_charge + (_parameters.ReferenceVolts * switched)) / (TotalUnits + _parameters.ParasiticUnits);
    }

    // Capacitor n is 2^n units, each drawn alone: mismatch averages out in the large ones.
    private static double[] Draw(ArrayParameters parameters)
    {
        var unit = new KeyedNoise(parameters.Seed, "unit capacitor");
        double Sum(int first, int count) => Enumerable.Range(first, count).Sum(index => 1 + (parameters.Mismatch * unit[index]));
        return [.. Enumerable.Range(0, parameters.Bits).Select(bit => Sum(1 << bit, 1 << bit)), Sum(0, 1)];
    }
}
