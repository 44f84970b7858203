using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Inference.Reference;
using AnalogCoSim.Rtl.Engine;
using AnalogCoSim.Rtl.Simulation;
using AnalogCoSim.Toolchain.Programs;
using AnalogCoSim.Toolchain.Tools;
using AnalogCoSim.Verilator.Building;

namespace AnalogCoSim.Bench.Running;

/// <summary>The real engines.</summary>
public sealed class DefaultEngineFactory : IEngineFactory
{
    // Some sixteen positions: a few ms of work between two snapshots, each of which takes a fraction of one.
    private const int SnapshotInterval = 4096;

    // Columns of the heat map, of which at least half are in use: as many as a page shows apart.
    private const int ActivityBins = 240;

    private DefaultEngineFactory()
    {
    }

    /// <summary>The one instance.</summary>
    public static DefaultEngineFactory Instance { get; } = new();

    /// <inheritdoc />
    public void Prepare(EngineRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Kind != EngineKind.Reference)
        {
            VerilatorBuild.Default.Build(Options(request).Specification(), cancellation);
        }
    }

    /// <inheritdoc />
    public string Identity(EngineKind kind, bool assertions, CancellationToken cancellation)
    {
        if (kind == EngineKind.Reference)
        {
            return string.Empty;
        }

        BuiltModel built = VerilatorBuild.Default.Build(Options(kind, assertions, waves: false).Specification(), cancellation);
        return string.Join(' ', Versions(kind).Select(version => $"{version.Key} {version.Value}").Append(built.Key));
    }

    /// <inheritdoc />
    public EngineUnderTest Create(EngineRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Kind == EngineKind.Reference)
        {
            return new EngineUnderTest(new ReferenceEngine(request.Chip, new ReferenceOptions { Threads = 1 }));
        }

        var rtl = new RtlEngine(request.Chip, Options(request)) { Counts = request.Counts, ActivityBins = request.Activity ? ActivityBins : 0, Host = request.Host ?? new HostPlan() };
        return new EngineUnderTest(rtl, rtl);
    }

    /// <inheritdoc />
    public IReadOnlyDictionary<string, string> Versions(EngineKind kind)
    {
        var versions = new Dictionary<string, string>();
        if (kind != EngineKind.Reference)
        {
            versions["verilator"] = ToolLocator.Default.Require(ToolCatalog.Verilator).VersionText;
            versions["g++"] = ToolLocator.Default.Require(ToolCatalog.Compiler).VersionText;
        }

        return versions;
    }

    private static RtlChipOptions Options(EngineRequest request) => Options(request.Kind, request.Assertions, request.WavesFolder is not null) with
    {
        Waves = request.WavesFolder is { } folder ? new ChipWaves(folder, [.. request.Chip.Program.Cores.Select(slice => slice.Core)]) : null,
    };

    private static RtlChipOptions Options(EngineKind kind, bool assertions, bool waves) => new()
    {
        Flat = kind == EngineKind.RtlFlat,
        Flavour = waves ? ModelFlavour.Trace : assertions ? ModelFlavour.Check : ModelFlavour.Fast,
        SnapshotInterval = !waves && assertions ? SnapshotInterval : 0,
        Profile = true,
    };
}
