using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Bench.Running;

/// <summary>An error as it stands in a result file.</summary>
/// <param name="Code">Code, e.g. ACS0403.</param>
/// <param name="What">One sentence.</param>
/// <param name="Where">Place.</param>
/// <param name="Expected">What would have been right.</param>
/// <param name="Actual">What was found.</param>
/// <param name="Remedy">What to do.</param>
/// <param name="Waves">Waves of the failure; null where none were written.</param>
public sealed record ErrorResult(string Code, string What, string? Where, string? Expected, string? Actual, string? Remedy, FailureWaves? Waves = null)
{
    /// <summary>Copies an exception.</summary>
    /// <param name="error">The exception.</param>
    /// <returns>The copy.</returns>
    public static ErrorResult Of(AcsException error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return new ErrorResult(error.CodeText, error.Message, error.Where, error.Expected, error.Actual, error.Remedy);
    }
}
