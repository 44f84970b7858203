using System.Text.RegularExpressions;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Toolchain.Processes;
using AnalogCoSim.Verilator.Ports;

namespace AnalogCoSim.Verilator.Building;

/// <summary>Turns what the C++ compiler prints about a model into an error about the RTL, where it is one.</summary>
internal static partial class CompilerDiagnostics
{
    /// <summary>Makes the error.</summary>
    /// <param name="result">The failed compiler.</param>
    /// <param name="top">Top module.</param>
    /// <returns>ToolKilled, ToolMissing for a library, RtlUnsupported for a port or DPI function that is missing, else ToolFailed.</returns>
    public static AcsException ToError(ProcessResult result, string top)
    {
        string text = result.Error;
        if ((result.Signal ?? Signal(text)) is { } signal)
        {
            return ProcessErrors.Killed(result.Request.Program, signal, result.Request.CommandLine, result.Request.WorkingDirectory);
        }

        if (NoCompression().IsMatch(text))
        {
            return new AcsException(ErrorCode.ToolMissing, "zlib is not installed; waves are compressed with it.", expected: "zlib.h and libz", actual: "none found by the C++ compiler", remedy: "sudo apt-get install -y zlib1g-dev");
        }

        if (Undefined().Match(text) is { Success: true } function)
        {
            return new AcsException(ErrorCode.RtlUnsupported, $"The RTL of {top} needs a function that nobody provides.", top, "RTL without DPI imports", function.Groups["name"].Value, "take out the import \"DPI-C\"");
        }

        if (NoMember().Match(text) is { Success: true } port)
        {
            return new AcsException(
                ErrorCode.RtlUnsupported,
                $"Module {top} lacks a port that the bench drives or reads.",
                where: top,
                expected: VerilatorName.Decode(port.Groups["name"].Value),
                actual: "no port of this name",
                remedy: "keep the ports that the native code around this model names");
        }

        string first = text.Split('\n').FirstOrDefault(line => line.Contains("error", StringComparison.OrdinalIgnoreCase)) ?? text.Trim();
        return new AcsException(ErrorCode.ToolFailed, "The C++ of a model does not compile.", where: result.Request.WorkingDirectory, actual: first, remedy: result.Request.CommandLine);
    }

    // The compiler's driver tells of a signal to the compiler proper by its name.
    private static int? Signal(string text) => Terminated().Match(text) switch
    {
        { Success: true } match => match.Groups["name"].Value switch { "Killed" => 9, "Terminated" => 15, "Aborted" => 6, "Bus error" => 7, _ => 11 },
        _ => null,
    };

    [GeneratedRegex(@"fatal error: (?<name>Killed|Terminated|Aborted|Bus error|Segmentation fault) signal terminated program")]
    private static partial Regex Terminated();

    [GeneratedRegex(@"zlib\.h: No such file|cannot find -lz\b|library not found for -lz\b")]
    private static partial Regex NoCompression();

    [GeneratedRegex(@"undefined reference to [`'](?<name>[A-Za-z_]\w*)'")]
    private static partial Regex Undefined();

    [GeneratedRegex(@"'class Vmodel\w*'?.*?has no member named '(?<name>\w+)'|'struct Vmodel\w*' has no member named '(?<name>\w+)'")]
    private static partial Regex NoMember();
}
