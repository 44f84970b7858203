using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace AnalogCoSim.Bench.Scenarios;

/// <summary>A closed range of what cannot be negative; an end that is not given is open.</summary>
public record RangeSection
{
    /// <summary>Smallest allowed value.</summary>
    [Range(0.0, 1e12)]
    public virtual double? Min { get; init; }

    /// <summary>Largest allowed value.</summary>
    [Range(0.0, 1e12)]
    public virtual double? Max { get; init; }

    /// <summary>Whether a value lies in the range.</summary>
    /// <param name="value">The value.</param>
    /// <returns>True if so; never for NaN.</returns>
    public bool Contains(double value) => value >= (Min ?? double.NegativeInfinity) && value <= (Max ?? double.PositiveInfinity);

    /// <summary>The range in words.</summary>
    /// <param name="unit">Unit, with the blank before it.</param>
    /// <returns>Text.</returns>
    internal string Text(string unit) => (Min, Max) switch
    {
        ({ } low, { } high) => $"{Number(low)} to {Number(high)}{unit}",
        ({ } low, null) => $"at least {Number(low)}{unit}",
        (null, { } high) => $"at most {Number(high)}{unit}",
        _ => "anything",
    };

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
