using AnalogCoSim.Toolchain.Programs;

namespace AnalogCoSim.Toolchain.Tools;

/// <summary>What the doctor found out about one tool.</summary>
/// <param name="Specification">Which tool.</param>
/// <param name="Tool">The tool, or null when it is missing or unusable.</param>
/// <param name="Problem">What is wrong, or null.</param>
/// <param name="Remedy">The command that mends it, or null.</param>
public sealed record ToolStatus(ToolSpecification Specification, Tool? Tool, string? Problem, string? Remedy)
{
    /// <summary>True when the tool can be used.</summary>
    public bool IsGood => Tool is not null;
}
