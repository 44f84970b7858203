using System.Text.Json.Serialization;

namespace AnalogCoSim.Chip.Performance;

/// <summary>One published figure beside what this bench gives, with where that comes from.</summary>
/// <remarks>
/// A row cannot compare a figure with itself: a quoted row has no figure of this bench, an assumed row no published one, and only a measured row has a difference.
/// </remarks>
/// <param name="Quantity">What it is.</param>
/// <param name="Mode">1-phase or 4-phase; empty where that does not matter.</param>
/// <param name="Unit">Unit of both figures.</param>
/// <param name="Provenance">Where the row's figure comes from.</param>
/// <param name="Published">The published figure; null where none is published.</param>
/// <param name="Bench">The figure of this bench; null where it has none of its own.</param>
/// <param name="From">What was counted, fitted, assumed or quoted, in words.</param>
public sealed record PublishedRow(string Quantity, string Mode, string Unit, [property: JsonRequired] Provenance Provenance, double? Published, double? Bench, string From)
{
    /// <summary>The published figure; null where none is published.</summary>
    public double? Published { get; init => field = Side(value, Provenance != Provenance.Assumed); } = Side(Published, Provenance != Provenance.Assumed);

    /// <summary>The figure of this bench; null where it has none of its own.</summary>
    public double? Bench { get; init => field = Side(value, Provenance != Provenance.Quoted); } = Side(Bench, Provenance != Provenance.Quoted);

    /// <summary>Bench minus published, in the unit; null unless the figure of this bench was measured.</summary>
    public double? Difference => Provenance == Provenance.Measured ? Bench - Published : null;

    /// <summary>The difference as a share of the published figure, %.</summary>
    public double? DifferencePercent => 100 * Difference / Published;

    private static double? Side(double? value, bool allowed) => value is null || allowed
        ? value
        : throw new ArgumentException("A quoted row has no figure of this bench, an assumed row no published one.", nameof(value));
}
