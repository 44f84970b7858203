using AnalogCoSim.Bench.Coverage;
using AnalogCoSim.Bench.Lockstep;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Inference;

namespace AnalogCoSim.Bench.Running;

/// <summary>What one batch on one engine gave.</summary>
/// <param name="First">Position of the first image in the image set.</param>
/// <param name="Results">Results, in order; after a failure those of the images before it.</param>
/// <param name="Statistics">MVMs, held counts and digests of this batch.</param>
/// <param name="Compared">What the scoreboard compared.</param>
/// <param name="Failure">The first failure, or null.</param>
/// <param name="Exercise">What the RTL was seen to do.</param>
/// <param name="Replay">What can run the failing image again; null without a failure of an RTL engine.</param>
internal sealed record BatchOutcome(
    int First,
    IReadOnlyList<InferenceResult> Results,
    RunStatistics Statistics,
    LockstepCounts Compared,
    AcsException? Failure,
    ExerciseCounts Exercise = default,
    FailureReplay? Replay = null)
{
    /// <summary>Position of the failing image in the image set; null without a failure.</summary>
    public int? FailedAt => Failure is null ? null : First + Results.Count;
}
