using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Chip.Engine;
using AnalogCoSim.Core.Errors;

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
    public IChipEngine Create(EngineKind kind, ProgrammedChip chip, string? waves) => kind == EngineKind.Reference
        ? new ReferenceEngine(chip, new ReferenceOptions { Threads = 1 })
        : throw new AcsException(ErrorCode.ModelDoesNotLoad, "This build has no RTL engine.", null, "an RTL engine", "none", "acs run FILE --engine reference");

    /// <inheritdoc />
    public IReadOnlyDictionary<string, string> Versions(EngineKind kind) => new Dictionary<string, string>();

    /// <inheritdoc />
    public IReadOnlyList<(string Part, TimeSpan Time)> Budget(IChipEngine engine) => engine is ReferenceEngine reference
        ? [("analog macros", reference.Budget.Analog), ("LDPU model", reference.Budget.Ldpu), ("host steps", reference.Budget.Host)]
        : [];
}
