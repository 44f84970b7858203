using System.Globalization;
using AnalogCoSim.Chip.Performance;

namespace AnalogCoSim.Report.Studies;

/// <summary>Published figures, those of this bench and the difference as a section of a page; runs, sweeps and studies share it.</summary>
public static class PublishedSection
{
    /// <summary>Heading.</summary>
    public const string Title = "Published chip and this bench";

    /// <summary>What the reader sees below.</summary>
    public const string Text =
        "Published: Le Gallo et al., Nature Electronics 6, 680 (2023). Measured: counted here, by the RTL or on images; only these have a difference. "
        + "Fitted: from something of this bench that was chosen to meet the published figure, so that its agreement says nothing. "
        + "Assumed: a constant of this bench. Quoted: published, this bench has no figure of its own.";

    /// <summary>Column headers; one that begins with '#' is of numbers.</summary>
    public static IReadOnlyList<string> Headers { get; } = ["figure", "reads", "unit", "#published", "#this bench", "kind", "#difference", "#in %", "what was counted, fitted, assumed or quoted"];

    /// <summary>The cells of a row.</summary>
    /// <param name="row">The row.</param>
    /// <returns>One cell a header.</returns>
    public static IReadOnlyList<string> Cells(PublishedRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return [row.Quantity, row.Mode.Length == 0 ? "–" : row.Mode, row.Unit, Number(row.Published), Number(row.Bench), row.Provenance.ToString().ToLowerInvariant(), Signed(row.Difference, "0.###"), Signed(row.DifferencePercent, "0.00"),
            row.From];
    }

    /// <summary>The table.</summary>
    /// <param name="rows">Rows.</param>
    /// <returns>The table.</returns>
    public static StudyTable Table(IReadOnlyList<PublishedRow> rows) => new("Published figures and those of this bench", Headers, [.. rows.Select(Cells)]);

    /// <summary>The section.</summary>
    /// <param name="rows">Rows.</param>
    /// <returns>The section.</returns>
    public static StudySection Of(IReadOnlyList<PublishedRow> rows) => new(Title, Text, [], [Table(rows)]);

    private static string Number(double? value) => value?.ToString("0.###", CultureInfo.InvariantCulture) ?? "–";

    private static string Signed(double? value, string format) => value?.ToString($"+{format};-{format};0", CultureInfo.InvariantCulture) ?? "–";
}
