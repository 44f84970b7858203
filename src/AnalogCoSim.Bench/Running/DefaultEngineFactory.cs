using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Chip.Engine;

namespace AnalogCoSim.Bench.Running;

/// <summary>The real engines.</summary>
public sealed class DefaultEngineFactory : IEngineFactory
{
    private DefaultEngineFactory()
    {
    }

    /// <summary>The one instance.</summary>
    public static DefaultEngineFactory Instance { get; } = new();

    /// <inheritdoc />
    public void Prepare(EngineKind kind, CancellationToken cancellation)
    {
    }

    /// <inheritdoc />
    public IChipEngine Create(EngineKind kind, ProgrammedChip chip, string? waves) => new ReferenceEngine(chip);

    /// <inheritdoc />
    public IReadOnlyDictionary<string, string> Versions(EngineKind kind) => new Dictionary<string, string>();
}
