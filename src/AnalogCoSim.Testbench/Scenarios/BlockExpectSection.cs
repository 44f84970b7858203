using System.ComponentModel.DataAnnotations;

namespace AnalogCoSim.Testbench.Scenarios;

/// <summary>What must come out of a run, besides that nothing differs from the model.</summary>
public sealed record BlockExpectSection
{
    /// <summary>Assertion of the RTL that must fail, by its name; the run is met by exactly this failure.</summary>
    public string? Assertion { get; init; }

    /// <summary>Share of the coverage goals that must be reached, %.</summary>
    [Range(0.0, 100.0)]
    public double? Coverage { get; init; }

    /// <summary>Fewest values that must have been compared; at least 1 where transactions were driven.</summary>
    [Range(0, int.MaxValue)]
    public int? Compared { get; init; }
}
