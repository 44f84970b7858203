using AnalogCoSim.Bench.Coverage;
using AnalogCoSim.Bench.Lockstep;
using AnalogCoSim.Inference;

namespace AnalogCoSim.Bench.Running;

/// <summary>One finished batch, one line of <c>checkpoint.jsonl</c>.</summary>
/// <param name="First">Position of the first image in the image set.</param>
/// <param name="Results">Engine results.</param>
/// <param name="Mvms">MVMs of each step.</param>
/// <param name="Saturated">Held counts of each step.</param>
/// <param name="Compared">What the scoreboard compared.</param>
/// <param name="Seconds">Seconds in which images ran, up to this batch, interruptions left out.</param>
/// <param name="Exercise">What the RTL was seen to do.</param>
internal sealed record CheckpointLine(
    int First,
    IReadOnlyList<InferenceResult> Results,
    IReadOnlyList<long> Mvms,
    IReadOnlyList<long> Saturated,
    LockstepCounts Compared,
    double Seconds,
    ExerciseCounts Exercise = default)
{
    /// <summary>The line of a batch.</summary>
    /// <param name="outcome">The batch; without failure.</param>
    /// <param name="seconds">Seconds up to it.</param>
    /// <returns>The line.</returns>
    public static CheckpointLine Of(BatchOutcome outcome, double seconds) =>
        new(outcome.First, outcome.Results, outcome.Statistics.Mvms, outcome.Statistics.Saturated, outcome.Compared, seconds, outcome.Exercise);

    // Far beyond any run, and their sums are far below 2^63.
    private const long MostCount = 1L << 40;

    /// <summary>Tells whether all counts can be those of a batch.</summary>
    /// <returns>False where one is negative or absurd.</returns>
    public bool HasPlausibleCounts()
    {
        long[] compared = [Compared.Mvms, Compared.Inputs, Compared.Counts, Compared.Outputs, Compared.SharedCounts];
        long[] exercised =
        [
            Exercise.Mvms, Exercise.BackToBack, Exercise.OtherIntervals, Exercise.OutputsHigh, Exercise.OutputsLow, Exercise.CountsZero, Exercise.CountsFull,
            Exercise.Sampled, Exercise.Ties, Exercise.NotANumber, Exercise.Infinite, Exercise.OnePhase, Exercise.ModeChanges, Exercise.Rewrites, Exercise.Resets,
        ];
        return Mvms.Concat(Saturated).Concat(compared).Concat(exercised).All(count => count is >= 0 and <= MostCount)
            && Results.All(result => result.Cycles <= MostCount && result.StepCycles.All(cycles => cycles <= MostCount));
    }

    /// <summary>The batch of this line.</summary>
    /// <returns>As the engine gave it.</returns>
    public BatchOutcome Outcome() => new(First, Results, new RunStatistics(Mvms, Saturated), Compared, null, Exercise);
}
