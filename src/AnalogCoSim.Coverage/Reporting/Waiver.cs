using System.Text.RegularExpressions;

namespace AnalogCoSim.Coverage.Reporting;

/// <summary>A reason why something need not be covered.</summary>
/// <param name="Place">File, line and column of the waiver.</param>
/// <param name="Reason">Why.</param>
/// <param name="File">Source file; null for bins.</param>
/// <param name="Lines">Lines of it; null for all, then a pattern narrows it.</param>
/// <param name="Kinds">Which kinds of items.</param>
/// <param name="Pattern">Name of a signal with its bit, or of a bin, with <c>*</c> for any letters; null for all in the lines.</param>
public sealed record Waiver(string Place, string Reason, string? File, IReadOnlySet<int>? Lines, IReadOnlySet<ItemKind> Kinds, string? Pattern)
{
    private readonly Regex? _pattern = Pattern is null ? null : new Regex($"^{Regex.Escape(Pattern).Replace("\\*", ".*", StringComparison.Ordinal)}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    /// <summary>Whether it is about an item.</summary>
    /// <param name="item">The item.</param>
    /// <returns>True if so.</returns>
    public bool Covers(CoverageItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return Kinds.Contains(item.Kind) && (File is null || item.File == File) && (Lines is null || Lines.Contains(item.Line)) && (_pattern is null || _pattern.IsMatch(item.Name));
    }
}
