using AnalogCoSim.Chip.Performance;
using AnalogCoSim.Report.Studies;
using Spectre.Console;

namespace AnalogCoSim.Cli.Output;

/// <summary>Published figures and those of this bench on the terminal.</summary>
internal static class PublishedTable
{
    /// <summary>Creates the table.</summary>
    /// <param name="rows">Rows.</param>
    /// <returns>The table.</returns>
    public static Table Create(IReadOnlyList<PublishedRow> rows)
    {
        Table table = Tables.Create([.. PublishedSection.Headers.Select(header => header.StartsWith('#') ? ">" + header[1..] : header)]);
        foreach (PublishedRow row in rows)
        {
            table.AddRow(PublishedSection.Cells(row).Select(cell => new Text(cell)));
        }

        return table;
    }
}
