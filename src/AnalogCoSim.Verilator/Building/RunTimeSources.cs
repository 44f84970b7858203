using System.Text.RegularExpressions;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Verilator.Building;

/// <summary>Which parts of Verilator's run time a model needs.</summary>
/// <remarks>The makefile is the one description that all 5.x versions write; the JSON one came later. It is read by the rules of make: a backslash joins lines, blanks of any kind part words.</remarks>
internal static partial class RunTimeSources
{
    /// <summary>Reads the names.</summary>
    /// <param name="makefile"><c>Vmodel_classes.mk</c>.</param>
    /// <returns>Names of sources in Verilator's include folder, without ending.</returns>
    /// <exception cref="AcsException">ToolFailed when there are none: the format is another one.</exception>
    public static IReadOnlyList<string> Of(string makefile)
    {
        IReadOnlyList<string> names = Parse(File.ReadAllText(makefile));
        return names.Count > 0
            ? names
            : throw new AcsException(ErrorCode.ToolFailed, "This Verilator describes its run time in an unknown way.", makefile, "VM_GLOBAL_FAST with verilated", "no names", "use another version: ACS_VERILATOR names its program");
    }

    /// <summary>Names in the text of a makefile.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The names, each once.</returns>
    public static IReadOnlyList<string> Parse(string text) =>
        [.. Assignment().Matches(Continuation().Replace(text, " ")).SelectMany(match => match.Groups["names"].Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Distinct(StringComparer.Ordinal)];

    [GeneratedRegex(@"\\\r?\n")]
    private static partial Regex Continuation();

    [GeneratedRegex(@"^VM_GLOBAL_(?:FAST|SLOW)[ \t]*[+:?]?=(?<names>[^\n]*)$", RegexOptions.Multiline)]
    private static partial Regex Assignment();
}
