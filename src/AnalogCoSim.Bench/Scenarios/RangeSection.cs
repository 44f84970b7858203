namespace AnalogCoSim.Bench.Scenarios;

/// <summary>A closed range; an end that is not given is open.</summary>
public sealed record RangeSection
{
    /// <summary>Smallest allowed value.</summary>
    public double? Min { get; init; }

    /// <summary>Largest allowed value.</summary>
    public double? Max { get; init; }

    /// <summary>Whether a value lies in the range.</summary>
    /// <param name="value">The value.</param>
    /// <returns>True if so; never for NaN.</returns>
    public bool Contains(double value) => value >= (Min ?? double.NegativeInfinity) && value <= (Max ?? double.PositiveInfinity);
}
