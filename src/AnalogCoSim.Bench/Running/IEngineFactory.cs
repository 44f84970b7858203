using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Chip.Engine;

namespace AnalogCoSim.Bench.Running;

/// <summary>Makes the engines of a run; tests put broken ones in its place to prove the checkers.</summary>
public interface IEngineFactory
{
    /// <summary>Does, once and before any worker starts, what all engines of a run share: builds the RTL model.</summary>
    /// <param name="kind">Kind of engine.</param>
    /// <param name="cancellation">Stops a build.</param>
    void Prepare(EngineKind kind, CancellationToken cancellation);

    /// <summary>Makes the engine under test; called on the thread that will use it.</summary>
    /// <param name="kind">Kind of engine; lockstep means the RTL half.</param>
    /// <param name="chip">Programmed chip.</param>
    /// <param name="waves">File for waves, or null.</param>
    /// <returns>A new engine.</returns>
    IChipEngine Create(EngineKind kind, ProgrammedChip chip, string? waves);

    /// <summary>Versions of the tools behind a kind of engine.</summary>
    /// <param name="kind">Kind of engine.</param>
    /// <returns>Versions by name.</returns>
    IReadOnlyDictionary<string, string> Versions(EngineKind kind);

    /// <summary>Where an engine's time went, as far as it tells.</summary>
    /// <param name="engine">An engine of this factory.</param>
    /// <returns>Parts of its time by name.</returns>
    IReadOnlyList<(string Part, TimeSpan Time)> Budget(IChipEngine engine);
}
