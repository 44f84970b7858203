using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace AnalogCoSim.Coverage.Reporting;

/// <summary>Holes by name: toggles of one signal in one line.</summary>
public static partial class HoleList
{
    /// <summary>Names the holes of a report.</summary>
    /// <param name="holes">The holes.</param>
    /// <returns>One line for each, lines of code joined to ranges and bits to lists.</returns>
    public static IReadOnlyList<string> Of(IEnumerable<CoverageItem> holes)
    {
        ArgumentNullException.ThrowIfNull(holes);
        var names = new List<string>();
        foreach (var group in holes.GroupBy(hole => (hole.Kind, hole.File)))
        {
            names.AddRange(group.Key.Kind switch
            {
                ItemKind.Line => [$"line {group.Key.File}:{Ranges(group.Select(hole => hole.Line))}"],
                ItemKind.Toggle => group.GroupBy(hole => (hole.Line, Signal: Bit().Replace(hole.Name, string.Empty), Way: Way().Match(hole.Name).Value)).Select(signal => Toggle(group.Key.File, signal.Key, [.. signal])),
                ItemKind.Branch => group.Select(hole => $"branch {hole.Title}"),
                _ => group.Select(hole => $"bin {hole.Title}"),
            });
        }

        return names;
    }

    private static string Toggle(string file, (int Line, string Signal, string Way) signal, CoverageItem[] bits)
    {
        int[] numbers = [.. bits.Select(bit => Bit().Match(bit.Name)).Where(match => match.Success).Select(match => int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture))];
        string range = numbers.Length == 0 ? string.Empty : $"[{Ranges(numbers)}]";
        return string.Create(CultureInfo.InvariantCulture, $"toggle {file}:{signal.Line} {Way().Replace(signal.Signal, string.Empty)}{range}{signal.Way}");
    }

    private static string Ranges(IEnumerable<int> numbers)
    {
        int[] sorted = [.. numbers.Distinct().Order()];
        var text = new StringBuilder();
        for (int i = 0; i < sorted.Length;)
        {
            int end = i;
            while (end + 1 < sorted.Length && sorted[end + 1] == sorted[end] + 1)
            {
                end++;
            }

            text.Append(text.Length > 0 ? "," : string.Empty).Append(sorted[i].ToString(CultureInfo.InvariantCulture));
            text.Append(end > i ? "-" + sorted[end].ToString(CultureInfo.InvariantCulture) : string.Empty);
            i = end + 1;
        }

        return text.ToString();
    }

    // The last index: those before belong to arrays.
    [GeneratedRegex(@"\[(\d+)\](?=$|:)")]
    private static partial Regex Bit();

    [GeneratedRegex(@":[01]->[01]$")]
    private static partial Regex Way();
}
