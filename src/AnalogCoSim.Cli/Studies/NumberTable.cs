using System.Globalization;
using AnalogCoSim.Report.Studies;

namespace AnalogCoSim.Cli.Studies;

/// <summary>A table of numbers.</summary>
/// <param name="Columns">Names, as in the header of the CSV file.</param>
/// <param name="Rows">Numbers, row by row; NaN where there is none.</param>
internal sealed record NumberTable(IReadOnlyList<string> Columns, IReadOnlyList<double[]> Rows)
{
    /// <summary>Lines of a CSV file that reads back to the same numbers.</summary>
    public IEnumerable<string> Csv() =>
        Rows.Select(row => string.Join(',', row.Select(value => double.IsNaN(value) ? string.Empty : value.ToString("R", CultureInfo.InvariantCulture)))).Prepend(string.Join(',', Columns));

    /// <summary>A number as people read it.</summary>
    /// <param name="value">Number.</param>
    /// <returns>Five digits, or a dash.</returns>
    public static string Cell(double value) => double.IsNaN(value) ? "–" : value.ToString(Math.Abs(value) is >= 1e4 and < 1e15 ? "#,0" : "G5", CultureInfo.InvariantCulture);

    /// <summary>The table on a page.</summary>
    /// <param name="caption">Caption.</param>
    /// <returns>The table.</returns>
    public StudyTable ToPage(string caption) =>
        new(caption, [.. Columns.Select(name => "#" + name.Replace('_', ' '))], [.. Rows.Select(row => (string[])[.. row.Select(Cell)])]);
}
