using AnalogCoSim.Inference;

namespace AnalogCoSim.Bench.Running;

/// <summary>One part of a run's cost.</summary>
/// <param name="Name">What was done.</param>
/// <param name="Seconds">Seconds, summed over threads.</param>
/// <param name="NanosecondsPerCycle">For each clock of the chip, ns.</param>
/// <param name="NanosecondsPerMvm">For each MVM of a core, ns.</param>
/// <param name="NanosecondsPerTileEvaluation">For each evaluation of a tile, ns.</param>
public sealed record EngineCostPart(string Name, double Seconds, double NanosecondsPerCycle, double NanosecondsPerMvm, double NanosecondsPerTileEvaluation)
{
    /// <summary>Divides a time by work.</summary>
    /// <param name="name">What was done.</param>
    /// <param name="seconds">Seconds.</param>
    /// <param name="work">The work.</param>
    /// <returns>The part.</returns>
    public static EngineCostPart Of(string name, double seconds, EngineWork work) =>
        new(name, seconds, Per(seconds, work.Cycles), Per(seconds, work.Mvms), Per(seconds, work.TileEvaluations));

    private static double Per(double seconds, ulong count) => count == 0 ? 0 : 1e9 * seconds / count;
}
