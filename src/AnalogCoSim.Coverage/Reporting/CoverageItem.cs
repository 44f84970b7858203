
namespace AnalogCoSim.Coverage.Reporting;

/// <summary>One thing to be covered, and whether it was.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Folder">Folder of its source without <c>rtl/</c>, or the cover group.</param>
/// <param name="File">Source; empty for a bin.</param>
/// <param name="Line">Line; 0 for a bin.</param>
/// <param name="Name">Signal with bit, kind of branch, or whole name of a bin; empty for a line.</param>
/// <param name="Count">How often it was hit.</param>
/// <param name="IsCovered">Whether that is enough.</param>
public sealed record CoverageItem(ItemKind Kind, string Folder, string File, int Line, string Name, long Count, bool IsCovered)
{
    /// <summary>The waiver that is about it; null for none.</summary>
    public Waiver? Waiver { get; init; }

    /// <summary>Whether it is not covered, and nobody said why.</summary>
    public bool IsHole => !IsCovered && Waiver is null;

    /// <summary>Its name in lists.</summary>
    public string Title => Kind == ItemKind.Bin ? Name : FormattableString.Invariant($"{File}:{Line}{(Name.Length > 0 ? " " + Name : string.Empty)}");
}
