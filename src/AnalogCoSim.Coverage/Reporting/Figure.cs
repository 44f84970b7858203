using System.Globalization;

namespace AnalogCoSim.Coverage.Reporting;

/// <summary>How much of something is covered.</summary>
/// <param name="Folder">Folder or cover group.</param>
/// <param name="Kind">What is counted.</param>
/// <param name="Covered">Items that were hit.</param>
/// <param name="Waived">Items that were not, for a reason.</param>
/// <param name="Total">All items.</param>
public sealed record Figure(string Folder, ItemKind Kind, int Covered, int Waived, int Total)
{
    /// <summary>Items that were neither hit nor waived.</summary>
    public int Holes => Total - Covered - Waived;

    /// <summary>Share of the items that need to be hit; 100 where there are none. Waived items count neither way.</summary>
    public double Percent => Total == Waived ? 100 : 100.0 * Covered / (Total - Waived);

    /// <summary>The share as printed: 100 only where nothing is missing.</summary>
    public string Text => Holes == 0 ? "100 %" : (Math.Floor(Percent * 100) / 100).ToString("F2", CultureInfo.InvariantCulture) + " %";

    /// <summary>Counts items by folder and kind.</summary>
    /// <param name="items">The items.</param>
    /// <returns>One figure for each folder and kind that there is.</returns>
    public static IReadOnlyList<Figure> Of(IEnumerable<CoverageItem> items) =>
    [
        .. items.GroupBy(item => (item.Folder, item.Kind)).OrderBy(group => group.Key.Folder, StringComparer.Ordinal).ThenBy(group => group.Key.Kind)
            .Select(group => new Figure(group.Key.Folder, group.Key.Kind, group.Count(item => item.IsCovered), group.Count(item => !item.IsCovered && item.Waiver is not null), group.Count())),
    ];
}
