namespace AnalogCoSim.Coverage.Functional;

/// <summary>One bin of a point: intervals of values, or a class of values by a predicate.</summary>
/// <param name="Name">Its name within the point.</param>
/// <param name="Kind">What it says.</param>
/// <param name="Intervals">Intervals with both ends included; empty for a class.</param>
/// <param name="Holds">Whether a value belongs to the class; null for intervals.</param>
/// <param name="Reason">Why it is ignored or illegal.</param>
internal sealed record BinDefinition(string Name, BinKind Kind, IReadOnlyList<(long Low, long High)> Intervals, Func<long, bool>? Holds, string? Reason)
{
    public bool Has(long value) => Holds?.Invoke(value) ?? Intervals.Any(interval => value >= interval.Low && value <= interval.High);
}
