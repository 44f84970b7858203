using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;

namespace AnalogCoSim.Report.Recorded;

/// <summary>Writes <c>testbenches/RESULTS.md</c>: a page whose prose people write and whose figures come from <see cref="RecordedResult"/>s.</summary>
/// <remarks>
/// A table under <see cref="TemplateHeader"/> names in its last column the record of each row. Its figure cell holds digits only inside <c>{{ }}</c> and <c>{% %}</c>: Liquid over
/// <c>r</c>, the kept JSON of the record. Command, date and commit of the row are the record's own.
/// </remarks>
public static partial class ResultsPage
{
    /// <summary>First line of a table in the template.</summary>
    public const string TemplateHeader = "| what | figure | kind | device model | record |";

    /// <summary>First line of the same table on the page.</summary>
    public const string Header = "| what | figure | kind | device model | command | recorded |";

    private const string Generated = "<!-- Written by `acs results` from testbenches/records: change those, not this page. -->\n";

    private static readonly InputKind Template = new("template of the results page", ErrorCode.DataNotFound, ErrorCode.DataDamaged, "Correct the template.", 1 << 22);

    /// <summary>Makes the page.</summary>
    /// <param name="template">File of the template.</param>
    /// <param name="records">Folder of the records, <c>NAME.json</c>.</param>
    /// <returns>The page.</returns>
    /// <exception cref="AcsException">DataNotFound or DataDamaged, with file and line.</exception>
    public static string Make(string template, string records)
    {
        var page = new StringBuilder(Generated);
        var figures = new FigureCell();
        bool inside = false;
        int number = 0;
        foreach (string line in InputFile.ReadText(template, Template).TrimEnd('\n').Split('\n'))
        {
            number++;
            bool first = line == TemplateHeader;
            inside = first || (inside && line.StartsWith('|'));
            string where = string.Create(CultureInfo.InvariantCulture, $"{template}:{number}");
            page.Append(first ? Header : !inside ? line : line.StartsWith("|--", StringComparison.Ordinal) ? line + "---|" : Row(line, where, records, figures)).Append('\n');
        }

        return page.ToString();
    }

    private static string Row(string line, string where, string records, FigureCell figures)
    {
        string[] cells = [.. Bar().Split(line.Trim().Trim('|')).Select(cell => cell.Trim())];
        if (cells is not [{ Length: > 0 } what, { Length: > 0 } figure, var kind, { Length: > 0 } model, var name] || !Name().IsMatch(name))
        {
            throw Template.DamagedError(where, TemplateHeader, line);
        }

        RecordedResult record = RecordedResult.Read(Path.Combine(records, name + ".json"));
        if (record.Date.Length == 0)
        {
            throw RecordedResult.Kind.DamagedError(where, $"a record '{name}' with a result", "one whose command was never run");
        }

        string recorded = $"{record.Date} {record.Commit}{(record.ByHand ? ", copied by hand" : "")}";
        return $"| {what} | {figures.Render(figure, record, where)} | {kind} | {model} | `{record.Command}` | {recorded} |";
    }

    // A bar between cells; not one inside {{ }} or {% %}, where it stands before a filter.
    [GeneratedRegex(@"\|(?![^{}]*[}%]\})")]
    private static partial Regex Bar();

    [GeneratedRegex("^[a-z0-9][a-z0-9-]*$")]
    private static partial Regex Name();
}
