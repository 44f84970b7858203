using System.ComponentModel.DataAnnotations;
using AnalogCoSim.Yaml.Binding;

namespace AnalogCoSim.Testbench.Scenarios;

/// <summary>What a random sequence draws for a field: one of some values, weighted choices, or a count.</summary>
/// <remarks>Where a value is asked for, <c>low..high</c> is a range, the name of a class of the field any value of it, and <c>any</c> any value of the field.</remarks>
public sealed record FieldRule
{
    /// <summary>Values, ranges and classes that are drawn equally often; a value or a list in place of the mapping means the same.</summary>
    [Shorthand]
    public IReadOnlyList<string> OneOf { get; init; } = [];

    /// <summary>Values, ranges and classes with their weights: how often each one is drawn compared with the others.</summary>
    [Range(0, 1_000_000)]
    public IReadOnlyDictionary<string, int> Weights { get; init; } = new Dictionary<string, int>();

    /// <summary>First value of a count; each transaction of the sequence has the next one, and after the last one the first.</summary>
    public string? From { get; init; }

    /// <summary>Last value of a count; without it the largest of the field.</summary>
    public string? To { get; init; }
}
