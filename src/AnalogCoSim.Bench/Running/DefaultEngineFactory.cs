using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Inference;
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
    public IChipEngine Create(EngineRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Kind == EngineKind.Reference)
        {
            return new ReferenceEngine(request.Chip, new ReferenceOptions { Threads = 1 });
        }

        return new RtlEngine(request.Chip, Options(request)) { Counts = request.Counts, ActivityBins = request.Activity ? ActivityBins : 0, Host = request.Host ?? new HostPlan() };
    }

    /// <inheritdoc />
    public void StopWaves(IChipEngine engine)
    {
        if (engine is RtlEngine rtl)
        {
            rtl.Rtl.CloseWaves();
        }
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

    /// <inheritdoc />
    public IReadOnlyList<(string Part, TimeSpan Time)> Budget(IChipEngine engine) => engine switch
    {
        ReferenceEngine reference => [(RunSlices.ReferenceAnalog, reference.Budget.Analog), (RunSlices.ReferenceLdpu, reference.Budget.Ldpu), (RunSlices.ReferenceHost, reference.Budget.Host)],
        RtlEngine rtl => Budget(rtl),
        _ => [],
    };

    private static (string Part, TimeSpan Time)[] Budget(RtlEngine rtl)
    {
        ChipStatistics statistics = rtl.Statistics;
        ulong known = statistics.EvaluateNanoseconds + statistics.CallbackNanoseconds;
        return
        [
            (RunSlices.RtlTiles, Nanoseconds(statistics.EvaluateNanoseconds)),
            (RunSlices.RtlExchange, Nanoseconds(statistics.RunNanoseconds - Math.Min(statistics.RunNanoseconds, known))),
            (RunSlices.RtlScoreboard, Nanoseconds(statistics.CallbackNanoseconds)),
            (RunSlices.RtlAnalog, rtl.MacroTime),
        ];
    }

    private static TimeSpan Nanoseconds(ulong count) => TimeSpan.FromMicroseconds(count / 1000.0);

    private static RtlChipOptions Options(EngineRequest request) => Options(request.Kind, request.Assertions, request.WavesFolder is not null) with
    {
        Waves = request.WavesFolder is { } folder ? new ChipWaves(folder, [.. request.Chip.Program.Slices.Select(slice => slice.Core).Distinct()]) : null,
    };

    private static RtlChipOptions Options(EngineKind kind, bool assertions, bool waves) => new()
    {
        Flat = kind == EngineKind.RtlFlat,
        Flavour = waves ? ModelFlavour.Trace : assertions ? ModelFlavour.Check : ModelFlavour.Fast,
        SnapshotInterval = !waves && assertions ? SnapshotInterval : 0,
        Profile = true,
    };
}
