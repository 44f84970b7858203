using System.Globalization;
using System.Text.RegularExpressions;

namespace AnalogCoSim.Verilator.Building;

/// <summary>One message of Verilator or the C++ compiler about a place.</summary>
/// <param name="IsError">An error; else a warning.</param>
/// <param name="Code">Verilator's name of the message, such as <c>WIDTH</c>; empty for plain errors.</param>
/// <param name="File">Full path of the file.</param>
/// <param name="Line">Line, from 1 on.</param>
/// <param name="Column">Column, from 1 on; 0 where it is not told.</param>
/// <param name="Text">The message.</param>
public sealed partial record ToolMessage(bool IsError, string Code, string File, int Line, int Column, string Text)
{
    private static readonly Lock Gate = new();

    /// <summary>Reads all messages out of what a tool printed.</summary>
    /// <param name="output">The text.</param>
    /// <param name="root">Folder that relative file names start from.</param>
    /// <returns>The messages, in order.</returns>
    public static IEnumerable<ToolMessage> Of(string output, string root) => Verilator().Matches(output).Concat(Compiler().Matches(output)).OrderBy(match => match.Index).Select(match => new ToolMessage(
        match.Groups["kind"].Value.EndsWith("rror", StringComparison.Ordinal),
        match.Groups["code"].Value,
        Path.GetFullPath(match.Groups["file"].Value, Path.GetFullPath(root)),
        Number(match.Groups["line"]),
        Number(match.Groups["column"]),
        match.Groups["text"].Value.Trim()));

    /// <summary>Hands the messages of a tool to a listener, if there is one.</summary>
    /// <param name="output">What the tool printed.</param>
    /// <param name="root">Folder that relative file names start from.</param>
    /// <param name="listener">The listener.</param>
    internal static void Tell(string output, string root, Action<ToolMessage>? listener)
    {
        if (listener is null)
        {
            return;
        }

        lock (Gate)
        {
            foreach (ToolMessage message in Of(output, root))
            {
                listener(message);
            }
        }
    }

    private static int Number(Group group) => group.Success ? int.Parse(group.Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^%(?<kind>Error|Warning)(?:-(?<code>\w+))?: (?<file>[^\s:]+):(?<line>\d+)(?::(?<column>\d+))?: (?<text>[^\n]*)$", RegexOptions.Multiline)]
    private static partial Regex Verilator();

    [GeneratedRegex(@"^(?<file>[^\s:%][^:\n]*):(?<line>\d+):(?<column>\d+): (?:fatal )?(?<kind>error): (?<text>[^\n]*)$", RegexOptions.Multiline)]
    private static partial Regex Compiler();
}
