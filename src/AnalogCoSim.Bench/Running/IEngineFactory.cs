using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Inference;
using AnalogCoSim.Rtl.Engine;

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
    IChipEngine Create(EngineRequest request);

    /// <summary>Ends the waves that an engine writes, if it does.</summary>
    /// <param name="engine">An engine of this factory.</param>
    void StopWaves(IChipEngine engine);

    /// <summary>Versions of the tools behind a kind of engine.</summary>
    /// <param name="kind">Kind of engine.</param>
    /// <returns>Versions by name.</returns>
    IReadOnlyDictionary<string, string> Versions(EngineKind kind);

    /// <summary>Where an engine's time went, as far as it tells.</summary>
    /// <param name="engine">An engine of this factory.</param>
    /// <returns>Parts of its time, by their names in <see cref="RunSlices"/>.</returns>
    IReadOnlyList<(string Part, TimeSpan Time)> Budget(IChipEngine engine);

    /// <summary>The RTL engine behind an engine, which counts its work.</summary>
    /// <param name="engine">An engine of this factory.</param>
    /// <returns>The RTL engine; null for engines without RTL.</returns>
    RtlEngine? Rtl(IChipEngine engine) => engine as RtlEngine;
}
