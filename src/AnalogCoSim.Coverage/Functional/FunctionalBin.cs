namespace AnalogCoSim.Coverage.Functional;

/// <summary>One bin and how often it was hit: what is stored, merged and reported.</summary>
/// <param name="Group">Name of the cover group.</param>
/// <param name="Point">Name of the point or cross.</param>
/// <param name="Bin">Name of the bin; for a cross the bins of its points with <c>/</c> between them.</param>
/// <param name="Kind">What the bin says.</param>
/// <param name="Count">Samples that fell into it.</param>
/// <param name="AtLeast">Samples from which on it counts as covered; 1 or more.</param>
/// <param name="Note">Reason of an ignored, illegal or excluded bin; an example of what fell into <see cref="BinKind.Other"/>; else null.</param>
public sealed record FunctionalBin(string Group, string Point, string Bin, BinKind Kind, long Count, long AtLeast = 1, string? Note = null)
{
    /// <summary>The whole name, <c>group.point.bin</c>: that of lists of holes and of waivers.</summary>
    public string Name => $"{Group}.{Point}.{Bin}";

    /// <summary>Whether the bin is to be hit.</summary>
    public bool IsGoal => Kind is BinKind.Goal or BinKind.Cross;

    /// <summary>Whether it is to be hit and was not, or not often enough.</summary>
    public bool IsHole => IsGoal && Count < AtLeast;

    /// <summary>Whether it was hit although it should not be: an illegal value, or a combination that was said to be impossible.</summary>
    public bool IsContradicted => Kind is BinKind.Illegal or BinKind.Excluded && Count > 0;
}
