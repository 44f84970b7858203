using AnalogCoSim.Bench.Scenarios;

namespace AnalogCoSim.Bench.Running;

/// <summary>Makes the engines of a run; tests put broken ones in its place to prove the checkers.</summary>
public interface IEngineFactory
{
    /// <summary>Does, once and before any worker starts, what all engines of a run share: builds the RTL model.</summary>
    /// <param name="request">What the workers will ask for.</param>
    /// <param name="cancellation">Stops a build.</param>
    void Prepare(EngineRequest request, CancellationToken cancellation);

    /// <summary>What an engine computes with besides chip and images: part of the keys of results, so that none is taken over from another RTL or tool.</summary>
    /// <param name="kind">Kind of engine.</param>
    /// <param name="assertions">Whether RTL assertions are on.</param>
    /// <param name="cancellation">Stops a build that this needs.</param>
    /// <returns>Text, equal for engines of equal behaviour.</returns>
    string Identity(EngineKind kind, bool assertions, CancellationToken cancellation) => GetType().FullName!;

    /// <summary>Makes the engine under test; called on the thread that will use it.</summary>
    /// <param name="request">What is needed.</param>
    /// <returns>A new engine.</returns>
    EngineUnderTest Create(EngineRequest request);

    /// <summary>Versions of the tools behind a kind of engine.</summary>
    /// <param name="kind">Kind of engine.</param>
    /// <returns>Versions by name.</returns>
    IReadOnlyDictionary<string, string> Versions(EngineKind kind);
}
