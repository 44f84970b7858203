using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;
using AnalogCoSim.Coverage.Code;
using AnalogCoSim.Coverage.Yaml;

namespace AnalogCoSim.Coverage.Reporting;

/// <summary>Reads waivers: <c>waivers:</c> with a list of <c>{file, lines, kinds, reason}</c>, <c>{file, toggle, reason}</c> or <c>{bin, reason}</c>.</summary>
public static class WaiverFile
{
    private const int ShortestReason = 10;

    private static readonly InputKind Kind = new("waiver file", ErrorCode.DataNotFound, ErrorCode.CoverageWaiver, "Correct the file; rtl/coverage-waivers.yaml has examples.");

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Its waivers.</returns>
    /// <exception cref="AcsException">DataNotFound; CoverageWaiver with line and column.</exception>
    public static IReadOnlyList<Waiver> Read(string path)
    {
        var document = new YamlDocument(path, Kind);
        YamlMapping root = document.Root().Knows("waivers");
        return [.. document.List(root.Get("waivers")).Select(node => One(document.Mapping(node)))];
    }

    private static Waiver One(YamlMapping waiver)
    {
        waiver.Knows("file", "lines", "kinds", "toggle", "bin", "reason");
        string reason = waiver.Text("reason");
        if (reason.Length < ShortestReason)
        {
            throw waiver.Error("reason", "a reason that a reader can follow", reason);
        }

        bool isBin = waiver.Find("bin") is not null;
        bool isToggle = waiver.Find("toggle") is not null;
        if (isBin == (waiver.Find("file") is not null) || (isToggle && (isBin || waiver.Find("lines") is not null)) || (!isBin && !isToggle && waiver.Find("lines") is null))
        {
            throw waiver.Error("file", "bin; or file and lines; or file and toggle", "another combination of keys");
        }

        if (isBin || isToggle)
        {
            string pattern = Pattern(waiver, isBin ? "bin" : "toggle");
            return new Waiver(waiver.Place, reason, isBin ? null : waiver.Text("file"), null, new HashSet<ItemKind> { isBin ? ItemKind.Bin : ItemKind.Toggle }, pattern);
        }

        string lines = waiver.Text("lines");
        IReadOnlyList<int> numbers = LineList.Parse(lines) ?? throw waiver.Error("lines", "lines such as 12-14,17", lines);
        return new Waiver(waiver.Place, reason, waiver.Text("file"), numbers.ToHashSet(), Kinds(waiver), null);
    }

    // A pattern of stars alone would hide all that there is.
    private static string Pattern(YamlMapping waiver, string key)
    {
        string pattern = waiver.Text(key);
        return pattern.Any(char.IsLetterOrDigit) ? pattern : throw waiver.Error(key, "a name; * stands for any letters of it", pattern);
    }

    private static HashSet<ItemKind> Kinds(YamlMapping waiver)
    {
        IReadOnlyList<string> words = waiver.Texts("kinds");
        return words.Count == 0
            ? [ItemKind.Line, ItemKind.Branch]
            : [.. words.Select(word => word switch
            {
                "line" => ItemKind.Line,
                "branch" => ItemKind.Branch,
                "toggle" => ItemKind.Toggle,
                _ => throw waiver.Error("kinds", "line, branch or toggle", word),
            })];
    }
}
