using AnalogCoSim.Bench.Running;

namespace AnalogCoSim.Bench.Tests.Support;

/// <summary>Counts the engines that are made; from a given one on it makes none and throws.</summary>
internal sealed class CountingFactory(int limit = int.MaxValue) : IEngineFactory
{
    private int _created;

    public int Created => _created;

    /// <summary>What stands for the build of the engine.</summary>
    public string Name { get; init; } = string.Empty;

    public string Identity(Bench.Scenarios.EngineKind kind, bool assertions, CancellationToken cancellation) => Name;

    public void Prepare(EngineRequest request, CancellationToken cancellation)
    {
    }

    public EngineUnderTest Create(EngineRequest request) =>
        Interlocked.Increment(ref _created) > limit ? throw new OperationCanceledException() : DefaultEngineFactory.Instance.Create(request);

    public IReadOnlyDictionary<string, string> Versions(Bench.Scenarios.EngineKind kind) => new Dictionary<string, string>();
}
