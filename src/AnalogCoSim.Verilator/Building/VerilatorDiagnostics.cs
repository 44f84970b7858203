using System.Globalization;
using System.Text.RegularExpressions;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Verilator.Building;

/// <summary>Turns Verilator's output into one located error.</summary>
internal static partial class VerilatorDiagnostics
{
    private const int Abort = 6;
    private const int SegmentationFault = 11;

    /// <summary>The signal that ended Verilator's own program below its Perl script.</summary>
    /// <param name="output">All Verilator printed.</param>
    /// <returns>The signal; null when it ended by itself.</returns>
    public static int? Signal(string output)
    {
        if (output.Contains("%Error: Verilator internal fault", StringComparison.Ordinal))
        {
            return SegmentationFault;
        }

        if (output.Contains("%Error: Verilator aborted.", StringComparison.Ordinal))
        {
            return Abort;
        }

        // The script prints the wait status, whose upper bit tells of a core dump.
        return Threw().Match(output) is { Success: true } match ? int.Parse(match.Groups["status"].Value, CultureInfo.InvariantCulture) & 0x7f : null;
    }

    /// <summary>Makes the error for RTL that Verilator refuses.</summary>
    /// <param name="output">All Verilator printed.</param>
    /// <param name="specification">What was to be built.</param>
    /// <returns>The error at the first place named.</returns>
    public static AcsException ToError(string output, ModelSpecification specification)
    {
        string[] lines = output.Split('\n');
        int first = Array.FindIndex(lines, line => Located().IsMatch(line));
        string remedy = $"correct the line; check with: verilator --lint-only -Wall --top-module {specification.Sources.Top} {string.Join(' ', specification.Sources.Files)}";
        if (first < 0)
        {
            string any = Array.Find(lines, line => line.StartsWith("%Error", StringComparison.Ordinal)) ?? output.Trim();
            return new AcsException(ErrorCode.RtlDoesNotCompile, $"The RTL of {specification.Sources.Top} does not compile.", where: specification.Sources.Top, actual: any, remedy: remedy);
        }

        Match match = Located().Match(lines[first]);

        // Verilator follows the message with the source line and a caret.
        IEnumerable<string> excerpt = lines.Skip(first + 1).TakeWhile(line => line.StartsWith("  ", StringComparison.Ordinal)).Take(3);
        return new AcsException(
            ErrorCode.RtlDoesNotCompile,
            $"The RTL of {specification.Sources.Top} does not compile.",
            where: match.Groups["place"].Value,
            actual: string.Join('\n', excerpt.Prepend(match.Groups["text"].Value)),
            remedy: remedy);
    }

    [GeneratedRegex(@"%Error: Verilator threw signal (?<status>\d+)")]
    private static partial Regex Threw();

    [GeneratedRegex(@"^%Error[^:]*: (?<place>[^\s:]+:\d+(:\d+)?): (?<text>.*)$")]
    private static partial Regex Located();
}
