using System.CommandLine;

namespace AnalogCoSim.Cli.CommandLine;

/// <summary>Options that mean the same in every command that has them.</summary>
internal static class CommonOptions
{
    /// <summary><c>--json</c>.</summary>
    public static Option<bool> Json { get; } = new("--json") { Description = "One JSON object on stdout; everything else on stderr." };
}
