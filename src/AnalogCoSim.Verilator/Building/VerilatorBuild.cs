using System.Diagnostics;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Toolchain.Caching;
using AnalogCoSim.Toolchain.Processes;
using AnalogCoSim.Toolchain.Programs;
using AnalogCoSim.Toolchain.Tools;
using AnalogCoSim.Verilator.Ports;

namespace AnalogCoSim.Verilator.Building;

/// <summary>Builds a model out of RTL: Verilator, generated shim, C++ compiler, one shared library.</summary>
/// <remarks>
/// An entry of the cache is kept with everything that the tools have read for it, as they tell themselves. It is taken when all of that is as it was, and when no new file
/// would be found before one that was read.
/// </remarks>
/// <param name="runner">How tools are run.</param>
/// <param name="locator">Where tools are.</param>
/// <param name="cache">Where finished builds are kept.</param>
public sealed class VerilatorBuild(IProcessRunner runner, ToolLocator locator, BuildCache cache)
{
    /// <summary>A build over the default tools and the user's cache.</summary>
    public static VerilatorBuild Default => new(ProcessRunner.Default, ToolLocator.Default, BuildCache.Default);

    /// <summary>Called with each message of Verilator and the C++ compiler while they run; null for nobody. One at a time.</summary>
    public Action<ToolMessage>? Messages { get; init; }

    /// <summary>Builds a model, or takes it from the cache.</summary>
    /// <param name="specification">What to build.</param>
    /// <param name="cancellationToken">Stops the tools.</param>
    /// <returns>The library and its ports.</returns>
    /// <exception cref="AcsException">RtlDoesNotCompile with file, line and column; RtlUnsupported, RtlFileList; ToolMissing, ToolFailed, ToolKilled; CacheUnusable.</exception>
    public BuiltModel Build(ModelSpecification specification, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(specification);
        specification = CoverageHarvest.Of(specification);
        Tool verilator = locator.Require(ToolCatalog.Verilator);
        Tool compiler = locator.Require(ToolCatalog.Compiler);
        string group = BuildInputs.Key(specification, verilator, compiler);
        TimeSpan spent = TimeSpan.Zero;
        string entry = cache.GetOrBuild(
            group,
            () => Find(group, specification.Sources.Root),
            folder =>
            {
                var watch = Stopwatch.StartNew();
                string key = new ModelBuild(runner, cache, specification, verilator, compiler) { Messages = Messages }.Into(folder, group, cancellationToken);
                spent = watch.Elapsed;
                return key;
            },
            cancellationToken);
        PortTable ports = PortTable.FromDescription(File.ReadAllText(Path.Combine(entry, ModelBuild.PortsName)));
        string name = Path.GetFileName(entry);
        IReadOnlyList<string> read = [.. (Dependencies.Load(entry)?.All ?? []).Where(one => one.Kind != DependencyKind.Absent).Select(one => one.Path)];
        return new BuiltModel(specification, Path.Combine(entry, ModelBuild.LibraryName(name)), ports, spent, name, read);
    }

    // The small list of dependencies is looked at first: of many entries, one for each state of the RTL that was ever built, only the fitting one is read wholly.
    private string? Find(string group, string root)
    {
        var states = new Dictionary<Dependency, bool>();
        return cache.EntriesOf(group[..BuildInputs.GroupLength]).FirstOrDefault(entry =>
            CacheEntry.Holds(entry, Dependencies.FileName) && Dependencies.Load(entry)?.Hold(root, states) == true && CacheEntry.IsWhole(entry));
    }
}
