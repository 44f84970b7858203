using AnalogCoSim.Bench.Lockstep;
using AnalogCoSim.Chip.Engine;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Bench.Running;

/// <summary>What one batch on one engine gave.</summary>
/// <param name="First">Position of the first image in the image set.</param>
/// <param name="Results">Results; none after a mismatch.</param>
/// <param name="Statistics">MVMs, held counts and digests of this batch.</param>
/// <param name="Compared">What the scoreboard compared.</param>
/// <param name="Failure">The first mismatch, or null.</param>
internal sealed record BatchOutcome(int First, IReadOnlyList<InferenceResult> Results, RunStatistics Statistics, LockstepCounts Compared, AcsException? Failure);
