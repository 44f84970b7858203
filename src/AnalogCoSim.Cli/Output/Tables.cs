using Spectre.Console;
using Spectre.Console.Rendering;

namespace AnalogCoSim.Cli.Output;

/// <summary>The one look of all tables: a rule under the header, nothing else, so that they read the same in a log file.</summary>
internal static class Tables
{
    /// <summary>Creates an empty table.</summary>
    /// <param name="columns">Headers; one that starts with <c>&gt;</c> is aligned to the right.</param>
    /// <returns>The table.</returns>
    public static Table Create(params string[] columns)
    {
        var table = new Table { Border = new HeaderRuleBorder(), ShowHeaders = true };
        foreach (string column in columns)
        {
            bool right = column.StartsWith('>');
            var header = new TableColumn(new Text(column.TrimStart('>'))) { NoWrap = true };
            table.AddColumn(right ? header.RightAligned() : header);
        }

        return table;
    }

    private sealed class HeaderRuleBorder : TableBorder
    {
        public override string GetPart(TableBorderPart part) => part switch
        {
            TableBorderPart.HeaderBottom => "-",
            TableBorderPart.HeaderBottomSeparator => "-",
            TableBorderPart.HeaderSeparator or TableBorderPart.CellSeparator => " ",
            _ => string.Empty,
        };
    }
}
