using System.Globalization;
using System.Text.RegularExpressions;

namespace AnalogCoSim.Coverage.Code;

/// <summary>Lists of lines as text: <c>12-14,17</c>.</summary>
public static partial class LineList
{
    // A list that names more is not one of lines.
    private const int MostLines = 1_000_000;

    /// <summary>Reads a list.</summary>
    /// <param name="text">The list; may be empty.</param>
    /// <returns>Its lines in the order written; null where the text is no such list.</returns>
    public static IReadOnlyList<int>? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length == 0)
        {
            return [];
        }

        var lines = new List<int>();
        foreach (string part in text.Split(','))
        {
            Match match = Range().Match(part);
            if (!match.Success
                || !int.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int first)
                || !int.TryParse(match.Groups[2].Success ? match.Groups[2].ValueSpan : match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int last)
                || first < 1 || last < first || last - first > MostLines)
            {
                return null;
            }

            lines.AddRange(Enumerable.Range(first, last - first + 1));
        }

        return lines;
    }

    [GeneratedRegex(@"^(\d+)(?:-(\d+))?$")]
    private static partial Regex Range();
}
