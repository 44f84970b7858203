using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Testbench.Running;

/// <summary>The failure of a run as <c>result.json</c> has it.</summary>
/// <param name="Code">Code, e.g. ACS0407.</param>
/// <param name="Message">One sentence.</param>
/// <param name="Where">Place.</param>
/// <param name="Expected">What would have been right.</param>
/// <param name="Actual">What was found.</param>
/// <param name="Remedy">What to do.</param>
public sealed record BlockError(string Code, string Message, string? Where, string? Expected, string? Actual, string? Remedy)
{
    /// <summary>Copies an exception.</summary>
    /// <param name="error">The exception.</param>
    /// <returns>The copy.</returns>
    public static BlockError Of(AcsException error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return new BlockError(error.CodeText, error.Message, error.Where, error.Expected, error.Actual, error.Remedy);
    }
}
