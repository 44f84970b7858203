using System.ComponentModel.DataAnnotations;

namespace AnalogCoSim.Bench.Scenarios;

/// <summary>A closed range of shares, %; an end that is not given is open.</summary>
public sealed record PercentSection : RangeSection
{
    /// <summary>Smallest allowed value, %.</summary>
    [Range(0.0, 100.0)]
    public override double? Min { get; init; }

    /// <summary>Largest allowed value, %.</summary>
    [Range(0.0, 100.0)]
    public override double? Max { get; init; }
}
