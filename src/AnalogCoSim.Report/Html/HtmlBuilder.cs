using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Report.Html;

/// <summary>Writes HTML with every text escaped.</summary>
internal sealed partial class HtmlBuilder
{
    /// <summary>Colours of charts and swatches.</summary>
    public const int Colours = 8;

    // More columns than a telephone shows side by side: such a table becomes a block a row there.
    private const int NarrowColumns = 3;

    private readonly StringBuilder _html = new();

    /// <summary>Escapes text.</summary>
    public static string Escape(string? text) => WebUtility.HtmlEncode(PlainText.Of((text ?? string.Empty).ReplaceLineEndings("\n")));

    /// <summary>Adds markup of this program; never text from outside.</summary>
    public HtmlBuilder Raw(string markup)
    {
        _html.Append(markup);
        return this;
    }

    /// <summary>Adds escaped text.</summary>
    public HtmlBuilder Text(string? text)
    {
        _html.Append(Escape(text));
        return this;
    }

    /// <summary>Adds an element with escaped text; a number stays on one line with its unit.</summary>
    public HtmlBuilder Element(string tag, string? text, string? cssClass = null)
    {
        string attribute = cssClass is null ? string.Empty : $" class=\"{cssClass}\"";
        _html.Append(CultureInfo.InvariantCulture, $"<{tag}{attribute}>{Shown(text)}</{tag}>");
        return this;
    }

    /// <summary>Adds a table; columns whose header begins with '#' hold numbers; coloured rows get the swatches of the chart above. A column without any value is left out. The page's script lets every column be sorted.</summary>
    public HtmlBuilder Table(string caption, IReadOnlyList<string> headers, IEnumerable<IReadOnlyList<string>> rows, bool coloured = false)
    {
        int colour = 0;
        (headers, rows) = WithValues(headers, [.. rows]);
        bool wide = headers.Count > NarrowColumns;
        _html.Append(CultureInfo.InvariantCulture, $"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{Escape(caption)}\"><table{(wide ? " class=\"wide\"" : string.Empty)}><caption>{Shown(caption)}</caption><thead><tr>");
        foreach (string header in headers)
        {
            _html.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\"{Align(header)}>{Shown(header.TrimStart('#'))}</th>");
        }

        _html.Append("</tr></thead><tbody>");
        foreach (IReadOnlyList<string> row in rows)
        {
            _html.Append("<tr>");
            for (int i = 0; i < row.Count; i++)
            {
                string tag = i == 0 ? "th scope=\"row\"" : "td";
                string label = wide && i > 0 ? $" data-label=\"{Shown(headers[i].TrimStart('#'))}\"" : string.Empty;
                string swatch = coloured && i == 0 ? string.Create(CultureInfo.InvariantCulture, $"<span class=\"swatch s{colour++ % Colours}\"></span>") : string.Empty;
                _html.Append(CultureInfo.InvariantCulture, $"<{tag}{Align(headers[i])}{label}>{swatch}{Shown(row[i])}</{tag[..2]}>");
            }

            _html.Append("</tr>");
        }

        _html.Append("</tbody></table></div>");
        return this;
    }

    /// <inheritdoc />
    public override string ToString() => _html.ToString();

    private static (IReadOnlyList<string> Headers, IReadOnlyList<IReadOnlyList<string>> Rows) WithValues(IReadOnlyList<string> headers, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        int[] kept = [.. Enumerable.Range(0, headers.Count).Where(column => column == 0 || rows.Count == 0 || rows.Any(row => row[column] != "–"))];
        return kept.Length == headers.Count ? (headers, rows) : ([.. kept.Select(column => headers[column])], [.. rows.Select(row => (string[])[.. kept.Select(column => row[column])])]);
    }

    private static string Shown(string? text) => Escape(Unit().Replace(text ?? string.Empty, "\u00A0"));

    // The blank between a number and its unit.
    [GeneratedRegex(@"(?<=\d) (?=(?:%|[munµ]?s|[munµ]?J|h|d|y|MHz|points?|LSB)(?!\w))")]
    private static partial Regex Unit();

    private static string Align(string header) => header.StartsWith('#') ? " class=\"number\"" : string.Empty;
}
