using AnalogCoSim.Core.Errors;
using AnalogCoSim.Toolchain.Programs;

namespace AnalogCoSim.Toolchain.Tools;

/// <summary>Examines whether this machine has the tools; reports, never prints.</summary>
/// <param name="locator">Finds the tools.</param>
public sealed class Doctor(ToolLocator locator)
{
    /// <summary>Examines tools.</summary>
    /// <param name="tools">Which ones; null for all of <see cref="ToolCatalog.All"/>.</param>
    /// <returns>One status per tool, in the same order.</returns>
    public IReadOnlyList<ToolStatus> Examine(IEnumerable<ToolSpecification>? tools = null) =>
        [.. (tools ?? ToolCatalog.All).Select(ExamineOne)];

    private ToolStatus ExamineOne(ToolSpecification specification)
    {
        try
        {
            return new ToolStatus(specification, locator.Require(specification), null, null);
        }
        catch (AcsException exception)
        {
            string problem = exception.Actual is { } actual ? $"{exception.Message} ({actual})" : exception.Message;
            return new ToolStatus(specification, null, problem, exception.Remedy ?? $"sudo apt-get install -y {specification.Package}");
        }
    }
}
