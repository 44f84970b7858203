namespace AnalogCoSim.Chip.Performance;

/// <summary>One published figure beside what this bench gives.</summary>
/// <param name="Quantity">What it is.</param>
/// <param name="Mode">1-phase or 4-phase; empty where that does not matter.</param>
/// <param name="Unit">Unit of both figures.</param>
/// <param name="Published">The published figure.</param>
/// <param name="Bench">The figure of this bench; null where it is not known.</param>
/// <param name="From">Where the figure of this bench comes from.</param>
public sealed record PublishedRow(string Quantity, string Mode, string Unit, double Published, double? Bench, string From)
{
    /// <summary>Bench minus published, in the unit.</summary>
    public double? Difference => Bench - Published;

    /// <summary>The difference as a share of the published figure, %.</summary>
    public double? DifferencePercent => 100 * Difference / Published;
}
