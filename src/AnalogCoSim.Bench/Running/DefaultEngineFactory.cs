using System.Globalization;
using AnalogCoSim.Bench.Scenarios;
using AnalogCoSim.Chip.Engine;
using AnalogCoSim.Rtl.Building;
using AnalogCoSim.Rtl.Engine;
using AnalogCoSim.Rtl.Simulation;
using AnalogCoSim.Toolchain.Tools;

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
    public void Prepare(EngineRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Kind != EngineKind.Reference)
        {
            VerilatorBuild.Default.Build(Options(request).Specification(), cancellation);
        }
    }

    /// <inheritdoc />
    public IChipEngine Create(EngineRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Kind == EngineKind.Reference)
        {
            return new ReferenceEngine(request.Chip, new ReferenceOptions { Threads = 1 });
        }

        var engine = new RtlEngine(request.Chip, Options(request)) { Counts = request.Counts };
        if (request.WavesFolder is { } folder)
        {
            Directory.CreateDirectory(folder);
            foreach (int core in WaveTiles(request))
            {
                engine.Rtl.Trace(core, Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"core{core:D2}.fst")));
            }
        }

        return engine;
    }

    /// <inheritdoc />
    public void StopWaves(IChipEngine engine)
    {
        if (engine is RtlEngine rtl)
        {
            foreach (int core in rtl.Program.Slices.Select(slice => slice.Core).Distinct())
            {
                rtl.Rtl.Trace(core, null);
            }
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
        ReferenceEngine reference => [("analog macros", reference.Budget.Analog), ("LDPU model", reference.Budget.Ldpu), ("host steps", reference.Budget.Host)],
        RtlEngine rtl => Budget(rtl.Statistics),
        _ => [],
    };

    private static (string Part, TimeSpan Time)[] Budget(ChipStatistics statistics)
    {
        ulong own = statistics.RunNanoseconds - Math.Min(statistics.RunNanoseconds, statistics.CallbackNanoseconds);
        return [("Verilated tiles", Nanoseconds(own)), ("scoreboard and packets", Nanoseconds(statistics.CallbackNanoseconds))];
    }

    private static TimeSpan Nanoseconds(ulong count) => TimeSpan.FromMicroseconds(count / 1000.0);

    private static IEnumerable<int> WaveTiles(EngineRequest request) => request.Kind == EngineKind.RtlFlat
        ? [0]
        : request.Chip.Program.Slices.Select(slice => slice.Core).Distinct();

    private static RtlChipOptions Options(EngineRequest request) => new()
    {
        Flat = request.Kind == EngineKind.RtlFlat,
        Flavour = request.WavesFolder is not null ? ModelFlavour.Trace : request.Assertions ? ModelFlavour.Check : ModelFlavour.Fast,
        Profile = true,
    };
}
