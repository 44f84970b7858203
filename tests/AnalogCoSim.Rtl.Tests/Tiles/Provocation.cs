namespace AnalogCoSim.Rtl.Tests.Tiles;

/// <summary>One way to make an assertion fail, or something near it that must not.</summary>
/// <param name="Name">Assertion; null if none must fail.</param>
/// <param name="How">Which operand, port, index or bit of it is meant.</param>
/// <param name="Act">What is done to a tile after its reset.</param>
internal sealed record Provocation(string? Name, string How, Action<TileDriver> Act)
{
    public override string ToString() => $"{Name ?? "nothing"} by {How}";
}
