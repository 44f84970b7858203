namespace AnalogCoSim.Inference;

/// <summary>Work that an engine did on clocked tiles; all 0 for an engine without clocks.</summary>
/// <param name="Cycles">Clocks of the chip, leapt ones included.</param>
/// <param name="TileEvaluations">Tile clocks evaluated.</param>
/// <param name="Mvms">MVMs of single cores.</param>
public readonly record struct EngineWork(ulong Cycles, ulong TileEvaluations, ulong Mvms)
{
    /// <summary>Sum of two.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>The sum.</returns>
    public static EngineWork operator +(EngineWork left, EngineWork right) => left.Plus(right);

    /// <summary>Sum of two.</summary>
    /// <param name="other">The other.</param>
    /// <returns>The sum.</returns>
    public EngineWork Plus(EngineWork other) => new(Cycles + other.Cycles, TileEvaluations + other.TileEvaluations, Mvms + other.Mvms);
}
