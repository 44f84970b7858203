using AnalogCoSim.Coverage.Code;
using AnalogCoSim.Coverage.Functional;

namespace AnalogCoSim.Coverage.Reporting;

/// <summary>Makes items of counts.</summary>
public static class CoverageItems
{
    private const string RtlFolder = "rtl/";

    /// <summary>Lines, branches and toggles of counts of code.</summary>
    /// <param name="code">Counts.</param>
    /// <returns>Items by file, line and name.</returns>
    public static IReadOnlyList<CoverageItem> Of(CodeCoverage code)
    {
        ArgumentNullException.ThrowIfNull(code);
        IEnumerable<CoverageItem> points = code.Counts.Where(pair => pair.Key.Kind is CodePointKind.Branch or CodePointKind.Toggle)
            .GroupBy(pair => (pair.Key.Kind, pair.Key.File, pair.Key.Line, pair.Key.Column, pair.Key.Name))
            .Select(group => Item(group.Key.Kind == CodePointKind.Branch ? ItemKind.Branch : ItemKind.Toggle, group.Key.File, group.Key.Line, group.Key.Name, group.Sum(pair => pair.Value)));
        IEnumerable<CoverageItem> lines = Lines(code).Select(line => Item(ItemKind.Line, line.File, line.Line, string.Empty, line.Count));
        return [.. lines.Concat(points).OrderBy(item => item.File, StringComparer.Ordinal).ThenBy(item => item.Line).ThenBy(item => item.Kind).ThenBy(item => item.Name, StringComparer.Ordinal)];
    }

    /// <summary>Goals of functional coverage.</summary>
    /// <param name="functional">Counts.</param>
    /// <returns>Items in their order.</returns>
    public static IEnumerable<CoverageItem> Of(FunctionalCoverage functional)
    {
        ArgumentNullException.ThrowIfNull(functional);
        return functional.Bins.Where(bin => bin.IsGoal).Select(bin => new CoverageItem(ItemKind.Bin, bin.Group, string.Empty, 0, bin.Name, bin.Count, !bin.IsHole));
    }

    /// <summary>Lines that run, and how often: a line that several blocks name counts as the one that ran most.</summary>
    /// <param name="code">Counts.</param>
    /// <returns>Lines by file and number.</returns>
    public static IReadOnlyList<(string File, int Line, long Count)> Lines(CodeCoverage code)
    {
        ArgumentNullException.ThrowIfNull(code);
        var lines = new SortedDictionary<(string File, int Line), long>(Comparer<(string File, int Line)>.Create((a, b) =>
            string.CompareOrdinal(a.File, b.File) is var order && order != 0 ? order : a.Line.CompareTo(b.Line)));
        foreach (var (point, count) in code.Counts)
        {
            if (point.Kind is CodePointKind.Line or CodePointKind.Branch)
            {
                foreach (int line in LineList.Parse(point.Lines) ?? [])
                {
                    lines[(point.File, line)] = Math.Max(lines.GetValueOrDefault((point.File, line)), count);
                }
            }
        }

        return [.. lines.Select(pair => (pair.Key.File, pair.Key.Line, pair.Value))];
    }

    /// <summary>Folder of a source, as the figures name it.</summary>
    /// <param name="file">The source.</param>
    /// <returns>Its folder without <c>rtl/</c>.</returns>
    public static string FolderOf(string file)
    {
        string folder = Path.GetDirectoryName(file)?.Replace('\\', '/') ?? string.Empty;
        return folder.StartsWith(RtlFolder, StringComparison.Ordinal) ? folder[RtlFolder.Length..] : folder;
    }

    private static CoverageItem Item(ItemKind kind, string file, int line, string name, long count) => new(kind, FolderOf(file), file, line, name, count, count > 0);
}
