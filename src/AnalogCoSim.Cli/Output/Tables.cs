using Spectre.Console;

namespace AnalogCoSim.Cli.Output;

/// <summary>The one look of all tables: a rule under the header, nothing else, so that they read the same in a log file; <see cref="TableLines"/> writes them.</summary>
internal static class Tables
{
    /// <summary>Creates an empty table.</summary>
    /// <param name="columns">Headers, what matters most first; one that starts with <c>&gt;</c> is aligned to the right.</param>
    /// <returns>The table.</returns>
    public static Table Create(params string[] columns)
    {
        var table = new Table();
        foreach (string column in columns)
        {
            var header = new TableColumn(new Text(column.TrimStart('>')));
            table.AddColumn(column.StartsWith('>') ? header.RightAligned() : header);
        }

        return table;
    }
}
