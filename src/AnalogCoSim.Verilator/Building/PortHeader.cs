using System.Text.RegularExpressions;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Verilator.Ports;

namespace AnalogCoSim.Verilator.Building;

/// <summary>Checks the ports in the header that Verilator writes: every one is known to the shim, or is refused by its name.</summary>
internal static partial class PortHeader
{
    /// <summary>Refuses ports that the shim cannot drive.</summary>
    /// <param name="header">Text of the header of a model.</param>
    /// <param name="top">Top module, for errors.</param>
    /// <exception cref="AcsException">RtlUnsupported with the name of the port and the reason.</exception>
    public static void Check(string header, string top)
    {
        foreach (string line in Section().Match(header).Groups["body"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (line.StartsWith("//", StringComparison.Ordinal) || Plain().IsMatch(line))
            {
                continue;
            }

            string name = VerilatorName.Decode(Name().Match(line) is { Success: true } match ? match.Groups["name"].Value : line);
            string why = line.StartsWith("VL_INOUT", StringComparison.Ordinal) ? "is inout; models have two states and one driver for each port"
                : line.Contains('[', StringComparison.Ordinal) || line.Contains("VlUnpacked", StringComparison.Ordinal) ? "is an unpacked array; port records hold packed values"
                : "is neither an integer nor a packed vector";
            throw new AcsException(
                ErrorCode.RtlUnsupported,
                $"The bench cannot drive a port of {top}.",
                where: $"{top}.{name}",
                expected: "input or output, packed",
                actual: $"{name} {why}",
                remedy: "wrap the module in one whose ports are packed inputs and outputs");
        }
    }

    [GeneratedRegex(@"// PORTS\n(?<body>.*?)\n\s*// [A-Z]", RegexOptions.Singleline)]
    private static partial Regex Section();

    [GeneratedRegex(@"^VL_(?:IN|OUT)(?:8|16|64|W)?\(&?\w+,\d+,\d+(?:,\d+)?\);$")]
    private static partial Regex Plain();

    [GeneratedRegex(@"[(&\s](?<name>[A-Za-z_]\w*)\)?(?:\[\d+\])*(?:,|;)")]
    private static partial Regex Name();
}
