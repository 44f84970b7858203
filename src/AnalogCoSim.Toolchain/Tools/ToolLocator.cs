using System.Text.RegularExpressions;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Toolchain.Processes;
using AnalogCoSim.Toolchain.Programs;

namespace AnalogCoSim.Toolchain.Tools;

/// <summary>Finds external tools and their versions.</summary>
/// <param name="runner">How programs are run.</param>
public sealed partial class ToolLocator(IProcessRunner runner)
{
    private static readonly TimeSpan VersionTimeout = TimeSpan.FromSeconds(20);

    private readonly Dictionary<string, Tool> _found = [];
    private readonly Lock _gate = new();

    /// <summary>A locator that runs programs for real.</summary>
    public static ToolLocator Default { get; } = new(ProcessRunner.Default);

    /// <summary>Finds a tool; asks for its version once per path.</summary>
    /// <param name="specification">Which tool.</param>
    /// <returns>Path and version.</returns>
    /// <exception cref="AcsException">ToolMissing with the command that installs it; also when it is too old or the override does not exist.</exception>
    public Tool Require(ToolSpecification specification)
    {
        ArgumentNullException.ThrowIfNull(specification);
        string? overriding = Environment.GetEnvironmentVariable(specification.Variable);
        string program = string.IsNullOrWhiteSpace(overriding) ? specification.Name : overriding;
        string path = ExecutablePath.Find(program) ?? throw Missing(specification, overriding);
        lock (_gate)
        {
            if (!_found.TryGetValue(path, out Tool? tool))
            {
                tool = Ask(specification, path);
                _found.Add(path, tool);
            }

            return tool.Version >= specification.Minimum ? tool : throw TooOld(tool);
        }
    }

    /// <summary>Reads a version out of what a tool prints.</summary>
    /// <param name="text">E.g. <c>Verilator 5.006 2023-01-22</c> or <c>12.2.0</c>.</param>
    /// <returns>The first dotted number; 0.0 if there is none. Verilator's 5.006 is 5.6.</returns>
    public static Version ParseVersion(string text)
    {
        Match match = DottedNumber().Match(text);
        return match.Success && Version.TryParse(match.Value, out Version? version) ? version : new Version(0, 0);
    }

    private Tool Ask(ToolSpecification specification, string path)
    {
        ProcessResult result = runner
            .Run(new ProcessRequest(path, [specification.VersionArgument]) { Timeout = VersionTimeout })
            .EnsureSuccess();
        string line = result.Output.Split('\n', 2)[0].Trim();
        return new Tool(specification, path, ParseVersion(line), line);
    }

    private static AcsException Missing(ToolSpecification specification, string? overriding) => new(
        ErrorCode.ToolMissing,
        $"{specification.Name} is not installed; it {specification.Purpose}.",
        expected: "an executable file in PATH",
        actual: string.IsNullOrWhiteSpace(overriding) ? "none found" : $"{specification.Variable}={overriding}, which is not executable",
        remedy: string.IsNullOrWhiteSpace(overriding)
            ? $"sudo apt-get install -y {specification.Package}"
            : $"set {specification.Variable} to an executable file, or leave it out: unset {specification.Variable}");

    private static AcsException TooOld(Tool tool) => new(
        ErrorCode.ToolMissing,
        $"{tool.Specification.Name} is too old.",
        where: tool.Path,
        expected: $"version {tool.Specification.Minimum} or newer",
        actual: tool.VersionText,
        remedy: tool.Specification.Name == ToolCatalog.Verilator.Name
            ? $"export {tool.Specification.Variable}=$(scripts/newest-verilator.sh FOLDER), which installs one beside it"
            : $"install a newer one and point {tool.Specification.Variable} at it");

    [GeneratedRegex(@"\d+(\.\d+)+")]
    private static partial Regex DottedNumber();
}
