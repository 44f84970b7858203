namespace AnalogCoSim.Rtl.Engine;

/// <summary>Work done by RTL engines.</summary>
/// <param name="Cycles">Clocks of the chip, leapt ones included.</param>
/// <param name="TileEvaluations">Tile clocks evaluated.</param>
/// <param name="Mvms">MVMs of single cores.</param>
public readonly record struct RtlWork(ulong Cycles, ulong TileEvaluations, ulong Mvms)
{
    /// <summary>Sum of two.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>The sum.</returns>
    public static RtlWork operator +(RtlWork left, RtlWork right) => left.Plus(right);

    /// <summary>Sum of two.</summary>
    /// <param name="other">The other.</param>
    /// <returns>The sum.</returns>
    public RtlWork Plus(RtlWork other) => new(Cycles + other.Cycles, TileEvaluations + other.TileEvaluations, Mvms + other.Mvms);
}
