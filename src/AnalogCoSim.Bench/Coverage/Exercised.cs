using System.Globalization;

namespace AnalogCoSim.Bench.Coverage;

/// <summary>What a run exercised of the digital half, and what not: an equal result says nothing of a feature that was never used.</summary>
/// <param name="Rtl">Whether any RTL ran; false for the reference engine alone.</param>
/// <param name="Items">The features; empty without RTL.</param>
public sealed record Exercised(bool Rtl, IReadOnlyList<ExercisedItem> Items)
{
    // More names do not fit into a line that is read; the report has them all.
    private const int NamesInLine = 6;

    /// <summary>A run without RTL.</summary>
    public static Exercised Nothing { get; } = new(false, []);

    /// <summary>Names of the features that were not used.</summary>
    public IReadOnlyList<string> NotUsed => [.. Items.Where(item => !item.Used).Select(item => item.Name)];

    /// <summary>All in one line.</summary>
    /// <returns>Text for a terminal.</returns>
    public override string ToString()
    {
        if (!Rtl)
        {
            return "no RTL was exercised: the reference engine ran alone";
        }

        IEnumerable<string> whole = Items.Where(item => item.Of is not null).Select(item => string.Create(CultureInfo.InvariantCulture, $"{item.Count} of {item.Of} {item.Name}"));
        IReadOnlyList<string> left = NotUsed;
        string more = left.Count > NamesInLine ? string.Create(CultureInfo.InvariantCulture, $" and {left.Count - NamesInLine} more") : string.Empty;
        string unused = left.Count == 0 ? "every feature used" : $"not: {string.Join(", ", left.Take(NamesInLine))}{more}";
        return $"{string.Join(", ", whole)}; {unused}";
    }
}
