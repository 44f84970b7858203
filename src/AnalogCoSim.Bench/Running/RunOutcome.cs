using AnalogCoSim.Bench.Coverage;
using AnalogCoSim.Bench.Golden;
using AnalogCoSim.Bench.Lockstep;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Inference;

namespace AnalogCoSim.Bench.Running;

/// <summary>What the workers of a run gave together.</summary>
/// <param name="Results">Engine results of the images that ran, in order.</param>
/// <param name="Images">The same as result lines.</param>
/// <param name="Statistics">MVMs, held counts and digests.</param>
/// <param name="Compared">What the scoreboards compared.</param>
/// <param name="Exercise">What the RTL was seen to do.</param>
/// <param name="Recorder">The trace.</param>
/// <param name="Failure">The first mismatch, or null.</param>
/// <param name="Replay">What can run the failing image again; null where nothing can.</param>
/// <param name="Threads">Engines at work.</param>
/// <param name="Seconds">Seconds in which images ran.</param>
internal sealed record RunOutcome(
    IReadOnlyList<InferenceResult> Results,
    IReadOnlyList<ImageResult> Images,
    RunStatistics Statistics,
    LockstepCounts Compared,
    ExerciseCounts Exercise,
    TraceRecorder Recorder,
    AcsException? Failure,
    FailureReplay? Replay,
    int Threads,
    double Seconds);
