namespace AnalogCoSim.Chip.Host;

/// <summary>Every so many elements of an axis, from one of them on.</summary>
/// <param name="First">The first element taken.</param>
/// <param name="Step">Distance to the next, at least 1.</param>
public sealed record SampledAxis(int First, int Step)
{
    /// <summary>All elements.</summary>
    public static SampledAxis Whole { get; } = new(0, 1);

    /// <summary>Whether the first element is not negative and the step positive.</summary>
    public bool IsValid => First >= 0 && Step > 0;

    /// <summary>Where element <paramref name="index"/> of the result comes from.</summary>
    /// <param name="index">Place in the result.</param>
    /// <returns>Place in the input; may lie behind its end.</returns>
    public long Source(int index) => First + ((long)index * Step);

    /// <summary>This axis, then another of its result, as one.</summary>
    /// <param name="next">What is taken of the result.</param>
    /// <returns>Both at once; what lies beyond 31 bits lies beyond any axis and is cut to that.</returns>
    public SampledAxis Then(SampledAxis next) => new(Cut(Source(next.First)), Cut((long)Step * next.Step));

    private static int Cut(long place) => (int)Math.Min(place, int.MaxValue);
}
