using AnalogCoSim.Core.Errors;
using AnalogCoSim.Coverage.Code;
using AnalogCoSim.Coverage.Database;
using AnalogCoSim.Coverage.Functional;

namespace AnalogCoSim.Coverage.Reporting;

/// <summary>What runs covered together, after waivers.</summary>
/// <param name="Items">Everything to be covered.</param>
/// <param name="Code">Counts of code that the items were made of.</param>
/// <param name="Functional">All bins, also those that are no goals.</param>
/// <param name="Stale">Waivers of which something was hit, with what.</param>
/// <param name="Runs">Runs that count.</param>
/// <param name="LeftOut">Runs that do not count, with why.</param>
public sealed record CoverageReport(
    IReadOnlyList<CoverageItem> Items,
    CodeCoverage Code,
    FunctionalCoverage Functional,
    IReadOnlyList<(Waiver Waiver, CoverageItem Item)> Stale,
    IReadOnlyList<CoverageRun> Runs,
    IReadOnlyList<(CoverageRun Run, string Why)> LeftOut)
{
    /// <summary>Items that were neither hit nor waived.</summary>
    public IEnumerable<CoverageItem> Holes => Items.Where(item => item.IsHole);

    /// <summary>Figures by folder and kind.</summary>
    public IReadOnlyList<Figure> Figures => Figure.Of(Items);

    /// <summary>Joins runs.</summary>
    /// <param name="runs">All runs; those that failed, and counts of other versions of the sources, are left out.</param>
    /// <param name="sources">The sources as they are now.</param>
    /// <param name="waivers">Waivers.</param>
    /// <returns>The report.</returns>
    /// <exception cref="AcsException">CoverageWaiver: one matches nothing, or hides all of a file or group; CoverageDefinition: runs contradict each other.</exception>
    public static CoverageReport Of(IReadOnlyList<CoverageRun> runs, SourceTree sources, IReadOnlyList<Waiver> waivers)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentNullException.ThrowIfNull(waivers);
        var kept = new List<CoverageRun>();
        var leftOut = new List<(CoverageRun Run, string Why)>();
        foreach (CoverageRun run in runs)
        {
            string? changed = run.Versions.FirstOrDefault(file => file.Value != sources.Version(file.Key)).Key;
            string? why = !run.Passed ? "it failed" : changed is null ? null : $"{changed} is another version now";
            if (why is null)
            {
                kept.Add(run);
            }
            else
            {
                leftOut.Add((run, why));
            }
        }

        var code = CodeCoverage.Merge(kept.Select(run => run.Code));
        var functional = FunctionalCoverage.Merge(kept.Select(run => run.Functional));
        CoverageItem[] items = [.. CoverageItems.Of(code), .. CoverageItems.Of(functional)];
        return new CoverageReport([.. items.Select(item => item with { Waiver = waivers.FirstOrDefault(waiver => waiver.Covers(item)) })], code, functional, Check(items, waivers, sources), kept, leftOut);
    }

    private static List<(Waiver Waiver, CoverageItem Item)> Check(CoverageItem[] items, IReadOnlyList<Waiver> waivers, SourceTree sources)
    {
        var stale = new List<(Waiver Waiver, CoverageItem Item)>();
        foreach (Waiver waiver in waivers)
        {
            CoverageItem[] matched = [.. items.Where(waiver.Covers)];
            if (matched.Length == 0 && !IsElsewhere(waiver, items, sources))
            {
                throw Wrong(waiver, "A waiver is about nothing.", "something to be covered", $"{waiver.File} {waiver.Pattern}".Trim());
            }

            foreach (var group in matched.GroupBy(item => (item.File, item.Folder, item.Kind)))
            {
                int all = items.Count(item => (item.File, item.Folder, item.Kind) == group.Key);
                if (all > 1 && group.Count() == all)
                {
                    throw Wrong(waiver, "A waiver hides all that there is.", "single lines, signals or bins", FormattableString.Invariant($"all {all} of {(group.Key.File.Length > 0 ? group.Key.File : group.Key.Folder)}"));
                }
            }

            stale.AddRange(matched.Where(item => item.IsCovered).Select(item => (waiver, item)));
        }

        return stale;
    }

    // Runs of one block say nothing of the waivers of another; a file that does not exist is misspelt.
    private static bool IsElsewhere(Waiver waiver, CoverageItem[] items, SourceTree sources) => waiver.File is { } file
        ? sources.Lines(file) is not null && !items.Any(item => item.File == file)
        : !items.Any(item => item.Kind == ItemKind.Bin && item.Folder == waiver.Pattern!.Split('.')[0]);

    private static AcsException Wrong(Waiver waiver, string what, string expected, string actual) =>
        new(ErrorCode.CoverageWaiver, what, waiver.Place, expected, actual, "correct the waiver, or remove it");
}
