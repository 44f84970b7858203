using AnalogCoSim.Core.Errors;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace AnalogCoSim.Cli.Output;

/// <summary>A table as lines of text: side by side where it fits the width, otherwise a block a row, first column first, broken between words only.</summary>
internal static class TableLines
{
    private const string Gap = "   ";
    private const int Indent = 2;

    /// <summary>Writes a table as lines.</summary>
    /// <param name="table">Made by <see cref="Tables"/>.</param>
    /// <param name="console">For cells that are no plain text.</param>
    /// <param name="width">Characters of a line.</param>
    /// <returns>Lines without trailing blanks.</returns>
    public static IReadOnlyList<string> Of(Table table, IAnsiConsole console, int width)
    {
        string[] headers = [.. table.Columns.Select(column => Plain(column.Header, console))];
        string[][] rows = [.. table.Rows.Select(row => row.Select(cell => Plain(cell, console)).ToArray())];
        int[] widths = [.. headers.Select((header, i) => rows.Select(row => Cell(row, i).Length).Append(header.Length).Max())];
        int whole = widths.Sum() + (Gap.Length * (widths.Length - 1)) + 2;
        return whole <= width ? SideBySide(table, headers, rows, widths) : [.. rows.SelectMany(row => Block(headers, row, width))];
    }

    /// <summary>Breaks text between words; a word that is longer than the line stays whole.</summary>
    /// <param name="text">Text.</param>
    /// <param name="width">Characters of a line.</param>
    /// <param name="first">Blanks before the first line.</param>
    /// <param name="others">Blanks before all others.</param>
    /// <returns>Lines.</returns>
    public static IEnumerable<string> Wrap(string text, int width, int first, int others)
    {
        string line = new(' ', first);
        bool empty = true;
        foreach (string word in text.Split(' '))
        {
            if (!empty && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = new string(' ', others);
                empty = true;
            }

            line += empty ? word : " " + word;
            empty = false;
        }

        yield return line;
    }

    private static string[] SideBySide(Table table, string[] headers, string[][] rows, int[] widths)
    {
        return [Line(headers), new string('-', widths.Sum() + (Gap.Length * (widths.Length - 1)) + 2), .. rows.Select(Line)];

        string Line(string[] cells) => (" " + string.Join(Gap, widths.Select((size, i) =>
            table.Columns[i].Alignment == Justify.Right ? Cell(cells, i).PadLeft(size) : Cell(cells, i).PadRight(size)))).TrimEnd();
    }

    private static IEnumerable<string> Block(string[] headers, string[] row, int width)
    {
        string head = Cell(row, 1) is { Length: > 0 } second ? $"{row[0]}  {second}" : row[0];
        IEnumerable<string> rest = row.Index().Skip(2).Where(cell => cell.Item is not ("" or "-" or "–")).Select(cell => $"{headers[cell.Index]}: {cell.Item}");
        return [.. Wrap(head, width, 0, Indent), .. rest.SelectMany(line => Wrap(line, width, Indent, 2 * Indent))];
    }

    private static string Cell(string[] row, int at) => at < row.Length ? row[at] : string.Empty;

    // Names out of files must not steer the terminal, and what is written out for that counts as width.
    private static string Plain(IRenderable cell, IAnsiConsole console) =>
        PlainText.Of(string.Concat(cell.GetSegments(console).Where(segment => !segment.IsControlCode).Select(segment => segment.IsLineBreak ? " " : segment.Text))).Trim();
}
