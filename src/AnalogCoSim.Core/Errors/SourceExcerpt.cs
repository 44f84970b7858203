using System.Globalization;
using System.Text;

namespace AnalogCoSim.Core.Errors;

/// <summary>Shows a place in a text of others, and keeps what is shown to a size that people read.</summary>
public static class SourceExcerpt
{
    private const int Before = 80;
    private const int After = 40;
    private const string Cut = "...";

    // As much as half a screen.
    private const int LongestLine = 2000;

    /// <summary>A line and below it a mark at a column; of a long line, what stands around the column.</summary>
    /// <param name="line">Line of the text.</param>
    /// <param name="column">Column, from 1.</param>
    /// <returns>Two lines. Tabs before the column stand in both, so that the mark is below it however wide they are.</returns>
    public static string Of(string line, int column)
    {
        ArgumentNullException.ThrowIfNull(line);
        int at = Math.Clamp(column - 1, 0, line.Length);
        int first = at <= Before + Cut.Length ? 0 : at - Before;
        int end = line.Length - at <= After + Cut.Length ? line.Length : at + After;
        string head = first == 0 ? line[..at] : Cut + line[first..at];
        var blank = new StringBuilder();
        foreach (char c in PlainText.Of(head))
        {
            blank.Append(c == '\t' ? c : ' ');
        }

        return $"{head}{line[at..end]}{(end == line.Length ? string.Empty : Cut)}\n{blank}^";
    }

    /// <summary>Cuts the middle out of lines of over 2,000 characters.</summary>
    /// <param name="text">Text of any length.</param>
    /// <returns>The text, the same object where no line is that long.</returns>
    public static string Shorten(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length <= LongestLine)
        {
            return text;
        }

        const int Half = LongestLine / 2;
        return string.Join('\n', text.Split('\n').Select(line => line.Length <= LongestLine
            ? line
            : string.Create(CultureInfo.InvariantCulture, $"{line[..Half]} ... {line.Length - (2 * Half)} characters ... {line[^Half..]}")));
    }
}
