using System.Globalization;
using System.Text;
using AnalogCoSim.Coverage.Code;

namespace AnalogCoSim.Coverage.Reporting;

/// <summary>Line and branch coverage in the format of lcov, for <c>genhtml</c> and editors. Toggles and bins have no place in it.</summary>
public static class Lcov
{
    /// <summary>Writes a trace file.</summary>
    /// <param name="code">Counts.</param>
    /// <param name="root">Folder that file names are made absolute with; empty leaves them as they are.</param>
    /// <returns>Its text.</returns>
    public static string Of(CodeCoverage code, string root = "")
    {
        ArgumentNullException.ThrowIfNull(code);
        var text = new StringBuilder();
        ILookup<string, KeyValuePair<CodePoint, long>> branches = code.Counts.Where(pair => pair.Key.Kind == CodePointKind.Branch).ToLookup(pair => pair.Key.File, StringComparer.Ordinal);
        foreach (var file in CoverageItems.Lines(code).GroupBy(line => line.File, StringComparer.Ordinal))
        {
            text.Append("TN:\n").Append(CultureInfo.InvariantCulture, $"SF:{(root.Length > 0 ? Path.Combine(root, file.Key) : file.Key)}\n");
            HashSet<int> lines = [.. file.Select(line => line.Line)];
            Branches(text, [.. branches[file.Key].Where(pair => lines.Contains(pair.Key.Line))]);
            foreach ((_, int line, long count) in file)
            {
                text.Append(CultureInfo.InvariantCulture, $"DA:{line},{count}\n");
            }

            text.Append(CultureInfo.InvariantCulture, $"LF:{file.Count()}\nLH:{file.Count(line => line.Count > 0)}\nend_of_record\n");
        }

        return text.ToString();
    }

    // A branch of a line that never ran has a dash, not a zero: it was never decided.
    private static void Branches(StringBuilder text, KeyValuePair<CodePoint, long>[] branches)
    {
        foreach (var line in branches.GroupBy(pair => pair.Key.Line).OrderBy(group => group.Key))
        {
            bool ran = line.Any(pair => pair.Value > 0);
            int index = 0;
            foreach (var (_, count) in line.OrderBy(pair => pair.Key.Column).ThenBy(pair => pair.Key.Name, StringComparer.Ordinal))
            {
                text.Append(CultureInfo.InvariantCulture, $"BRDA:{line.Key},0,{index++},{(ran ? count.ToString(CultureInfo.InvariantCulture) : "-")}\n");
            }
        }

        if (branches.Length > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"BRF:{branches.Length}\nBRH:{branches.Count(pair => pair.Value > 0)}\n");
        }
    }
}
