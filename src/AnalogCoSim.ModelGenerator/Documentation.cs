using System.Text;

namespace AnalogCoSim.ModelGenerator;

/// <summary>Writes comments of the RTL as documentation of C#.</summary>
internal static class Documentation
{
    /// <summary>Writes a summary and remarks.</summary>
    /// <param name="text">Where to.</param>
    /// <param name="indent">Blanks before each line.</param>
    /// <param name="summary">Lines of the summary.</param>
    /// <param name="remarks">What stands in the RTL; empty for nothing.</param>
    public static void Write(StringBuilder text, string indent, string summary, string remarks)
    {
        string[] lines = [.. summary.Split('\n').Select(Escaped)];
        text.Append(lines.Length == 1
            ? $"{indent}/// <summary>{lines[0]}</summary>\n"
            : $"{indent}/// <summary>\n{string.Concat(lines.Select(line => $"{indent}/// {line}\n"))}{indent}/// </summary>\n");
        if (remarks.Length > 0)
        {
            text.Append($"{indent}/// <remarks><c>{Escaped(remarks)}</c></remarks>\n");
        }
    }

    private static string Escaped(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
