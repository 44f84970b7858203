using System.Globalization;
using System.Text;
using AnalogCoSim.Coverage.Code;

namespace AnalogCoSim.Coverage.Reporting;

/// <summary>A source with its counts.</summary>
/// <param name="File">The source.</param>
/// <param name="Lines">Its lines.</param>
public sealed record AnnotatedSource(string File, IReadOnlyList<AnnotatedLine> Lines)
{
    /// <summary>Joins the sources of a report with its items.</summary>
    /// <param name="report">The report.</param>
    /// <param name="sources">The sources.</param>
    /// <returns>Every file that has items.</returns>
    public static IReadOnlyList<AnnotatedSource> Of(CoverageReport report, SourceTree sources)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(sources);
        return [.. report.Items.Where(item => item.Kind != ItemKind.Bin).GroupBy(item => item.File, StringComparer.Ordinal).Select(file => One(file.Key, [.. file], sources.Lines(file.Key) ?? []))];
    }

    /// <summary>The source as text: count, mark (<c>!</c> hole, <c>~</c> waived), line; below a line what of it is not covered.</summary>
    /// <returns>Text.</returns>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (AnnotatedLine line in Lines)
        {
            string count = line.Count?.ToString(CultureInfo.InvariantCulture) ?? string.Empty;
            text.Append(CultureInfo.InvariantCulture, $"{count,12} {(line.IsHole ? '!' : line.Waiver is null ? ' ' : '~')} {line.Number,5}  {line.Text}\n");
            foreach (string note in line.Notes)
            {
                text.Append(' ', 21).Append("^ ").Append(note).Append('\n');
            }
        }

        return text.ToString();
    }

    private static AnnotatedSource One(string file, CoverageItem[] items, IReadOnlyList<string> lines)
    {
        ILookup<int, CoverageItem> of = items.ToLookup(item => item.Line);
        return new AnnotatedSource(file, [.. lines.Select((text, index) => Line(index + 1, text, [.. of[index + 1]]))]);
    }

    private static AnnotatedLine Line(int number, string text, CoverageItem[] items)
    {
        CoverageItem? line = items.FirstOrDefault(item => item.Kind == ItemKind.Line);
        IEnumerable<string> holes = HoleList.Of(items.Where(item => item.IsHole && item.Kind != ItemKind.Line)).Select(name => $"not covered: {Short(name)}");
        string[] reasons = [.. items.Where(item => !item.IsCovered && item.Waiver is not null).Select(item => $"waived: {item.Waiver!.Reason}").Distinct()];
        return new AnnotatedLine(number, text, line?.Count, items.Any(item => item.IsHole), reasons.FirstOrDefault(), [.. holes, .. reasons]);
    }

    // The line is known where the note stands: kind and name are enough.
    private static string Short(string name)
    {
        string[] words = name.Split(' ');
        return string.Join(' ', words.Where((_, index) => index != 1));
    }
}
