namespace SarAdc.Models;

/// <summary>What a capacitor array is made of.</summary>
public sealed record ArrayParameters
{
    /// <summary>Bits: the array has 2^Bits unit capacitors, one of them never switched.</summary>
    public int Bits { get; init; } = 10;

    /// <summary>Reference, V: the input range is 0 to this.</summary>
    public double ReferenceVolts { get; init; } = 1;

    /// <summary>A unit capacitor, F.</summary>
    public double UnitFarads { get; init; } = 1e-15;

    /// <summary>Standard deviation of one unit capacitor over its nominal value, dimensionless.</summary>
    public double Mismatch { get; init; }

    /// <summary>Capacitance from the top plate to ground, in unit capacitors.</summary>
    public double ParasiticUnits { get; init; }

    /// <summary>Temperature, K; 0 switches kT/C noise off.</summary>
    public double Kelvin { get; init; }

    /// <summary>Seed of mismatch and noise.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>One step of an ideal converter, V.</summary>
    public double LsbVolts => ReferenceVolts / Codes;

    /// <summary>How many codes there are: 2^Bits.</summary>
    public int Codes => 1 << Bits;
}
