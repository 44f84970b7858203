using AnalogCoSim.Bench.Lockstep;
using AnalogCoSim.Core.Errors;

namespace AnalogCoSim.Bench.Running;

/// <summary>What the second run of a failing image has shown.</summary>
/// <param name="Waves">Its waves.</param>
/// <param name="Wrong">The wrong column; null where that is not the failure.</param>
/// <param name="Stages">What the RTL held of it beside what the reference has; null where it was not seen.</param>
internal sealed record FailureAccount(FailureWaves Waves, WrongColumn? Wrong, string? Stages)
{
    /// <summary>Adds it to the failure: the stages of both sides in place of those of the reference, and where the waves are.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="folder">The result folder, as users see it.</param>
    /// <returns>The failure with all that is known.</returns>
    public AcsException Tell(AcsException failure, string folder)
    {
        AcsException told = Wrong is null || Stages is null ? failure : failure.WithExpected(failure.Expected!.Replace(StageReport.Describe(Wrong), Stages, StringComparison.Ordinal));
        return told.WithRemedy(Waves.Describe(folder));
    }

    /// <summary>Lines for the log and the terminal, below a failure that was told before.</summary>
    /// <param name="folder">The result folder.</param>
    /// <returns>Text.</returns>
    public string Describe(string folder) => "the second run of the image:\n  " + (Stages is null ? Waves.Describe(folder) : $"{Stages}\n{Waves.Describe(folder)}").Replace("\n", "\n  ", StringComparison.Ordinal);
}
