using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Coverage.Functional;

/// <summary>Functional coverage of one or more runs: every bin with its count.</summary>
/// <param name="Bins">Bins in the order of their definition; each name stands once.</param>
public sealed record FunctionalCoverage(IReadOnlyList<FunctionalBin> Bins)
{
    /// <summary>No bins.</summary>
    public static FunctionalCoverage None { get; } = new([]);

    /// <summary>Bins that are to be hit.</summary>
    public int Goals => Bins.Count(bin => bin.IsGoal);

    /// <summary>Goals that were not reached.</summary>
    public IEnumerable<FunctionalBin> Holes => Bins.Where(bin => bin.IsHole);

    /// <summary>Illegal or excluded bins that were hit.</summary>
    public IEnumerable<FunctionalBin> Contradictions => Bins.Where(bin => bin.IsContradicted);

    /// <summary>Points that met values without a bin.</summary>
    public IEnumerable<FunctionalBin> Others => Bins.Where(bin => bin is { Kind: BinKind.Other, Count: > 0 });

    /// <summary>Adds up runs. The order of the runs changes the order of the bins only.</summary>
    /// <param name="runs">Coverage of each run; bins of the same name are the same bin.</param>
    /// <returns>The sum.</returns>
    /// <exception cref="AcsException">CoverageDefinition: two runs define a bin of one name differently.</exception>
    public static FunctionalCoverage Merge(IEnumerable<FunctionalCoverage> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var bins = new List<FunctionalBin>();
        foreach (FunctionalBin bin in runs.SelectMany(run => run.Bins))
        {
            if (places.TryGetValue(bin.Name, out int place))
            {
                bins[place] = Add(bins[place], bin);
            }
            else
            {
                places.Add(bin.Name, bins.Count);
                bins.Add(bin);
            }
        }

        return new FunctionalCoverage(bins);
    }

    private static FunctionalBin Add(FunctionalBin one, FunctionalBin other)
    {
        bool same = one.Kind == other.Kind && one.AtLeast == other.AtLeast && (one.Kind == BinKind.Other || one.Note == other.Note);
        return same
            ? one with { Count = one.Count + other.Count, Note = one.Note ?? other.Note }
            : throw new AcsException(
                ErrorCode.CoverageDefinition,
                "Two runs define a bin of the same name differently, so their counts cannot be added.",
                one.Name,
                Describe(one),
                Describe(other),
                "merge runs of one version of the cover group, or give the changed bin another name");
    }

    private static string Describe(FunctionalBin bin) => FormattableString.Invariant($"{bin.Kind}, at least {bin.AtLeast}{(bin.Note is null ? string.Empty : ": " + bin.Note)}");
}
