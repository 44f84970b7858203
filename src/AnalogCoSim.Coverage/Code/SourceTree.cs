using System.IO.Hashing;
using System.Text;
using System.Text.RegularExpressions;

namespace AnalogCoSim.Coverage.Code;

/// <summary>The sources that points lie in: their text, and which version of it was counted.</summary>
/// <param name="root">Folder that file names are relative to.</param>
public sealed partial class SourceTree(string root)
{
    private readonly Dictionary<string, string[]?> _lines = new(StringComparer.Ordinal);

    /// <summary>Folder that file names are relative to.</summary>
    public string Root => root;

    /// <summary>Lines of a file.</summary>
    /// <param name="file">Name relative to the root.</param>
    /// <returns>Its lines; null where it is not there.</returns>
    public IReadOnlyList<string>? Lines(string file)
    {
        if (!_lines.TryGetValue(file, out string[]? lines))
        {
            string path = Path.Combine(root, file);
            lines = File.Exists(path) ? File.ReadAllLines(path) : null;
            _lines.Add(file, lines);
        }

        return lines;
    }

    /// <summary>Which version of a file this is: counts of one version say nothing of another.</summary>
    /// <param name="file">Name relative to the root.</param>
    /// <returns>A hash of its lines; empty where it is not there.</returns>
    public string Version(string file) =>
        Lines(file) is { } lines ? Convert.ToHexStringLower(XxHash128.Hash(Encoding.UTF8.GetBytes(string.Join('\n', lines)))) : string.Empty;

    /// <summary>Whether only a reset hits a point: the branch of <c>if (!rst_ni)</c> that is taken while it is asserted.</summary>
    /// <param name="point">The point.</param>
    /// <returns>True for such a branch; false for its <c>else</c>.</returns>
    public bool IsResetBranch(CodePoint point)
    {
        ArgumentNullException.ThrowIfNull(point);
        return point.Kind is CodePointKind.Line or CodePointKind.Branch
            && point.Name is "if" or "elsif"
            && Lines(point.File) is { } lines && point.Line <= lines.Count && ResetTest().IsMatch(lines[point.Line - 1]);
    }

    [GeneratedRegex(@"\bif\s*\(\s*!\s*rst_ni\s*\)")]
    private static partial Regex ResetTest();
}
