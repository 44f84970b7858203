using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Bench.Running;

/// <summary>An error as every JSON of the program shows it: result files and <c>--json</c> alike.</summary>
/// <param name="Code">Code, e.g. ACS0403.</param>
/// <param name="Message">One sentence.</param>
/// <param name="Where">Place.</param>
/// <param name="Expected">What would have been right.</param>
/// <param name="Actual">What was found.</param>
/// <param name="Remedy">What to do.</param>
/// <param name="Waves">Waves of the failure; null where none were written.</param>
/// <param name="Image">Number of the image that failed; null where the error is not about one, as for the other four.</param>
/// <param name="Step">Index of the step of the program.</param>
/// <param name="Layer">Its name.</param>
/// <param name="Core">Core that is at fault, as far as the failure was followed: that of the waves.</param>
/// <param name="Clock">Clock of the image in which the failure was seen.</param>
public sealed record ErrorResult(string Code, string Message, string? Where, string? Expected, string? Actual, string? Remedy, FailureWaves? Waves = null,
    int? Image = null, int? Step = null, string? Layer = null, int? Core = null, ulong? Clock = null)
{
    /// <summary>Copies an exception.</summary>
    /// <param name="error">The exception.</param>
    /// <returns>The copy.</returns>
    public static ErrorResult Of(AcsException error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return new ErrorResult(error.CodeText, error.Message, error.Where, error.Expected, error.Actual, error.Remedy, null, error.Image, error.Step, error.Layer, error.Core, error.Clock);
    }
}
