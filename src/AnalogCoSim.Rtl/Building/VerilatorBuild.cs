using System.Diagnostics;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Rtl.Models;
using AnalogCoSim.Toolchain.Caching;
using AnalogCoSim.Toolchain.Processes;
using AnalogCoSim.Toolchain.Tools;

namespace AnalogCoSim.Rtl.Building;

/// <summary>Builds a model out of RTL: Verilator, generated shim, C++ compiler, one shared library.</summary>
/// <param name="runner">How tools are run.</param>
/// <param name="locator">Where tools are.</param>
/// <param name="cache">Where finished builds are kept.</param>
public sealed class VerilatorBuild(IProcessRunner runner, ToolLocator locator, BuildCache cache)
{
    private static readonly TimeSpan VerilatorLimit = TimeSpan.FromMinutes(10);

    /// <summary>A build over the default tools and the user's cache.</summary>
    public static VerilatorBuild Default => new(ProcessRunner.Default, ToolLocator.Default, BuildCache.Default);

    /// <summary>Builds a model, or takes it from the cache.</summary>
    /// <param name="specification">What to build.</param>
    /// <param name="cancellationToken">Stops the tools.</param>
    /// <returns>The library and its ports.</returns>
    /// <exception cref="AcsException">RtlDoesNotCompile with file, line and column; ToolMissing; ToolFailed.</exception>
    public BuiltModel Build(ModelSpecification specification, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(specification);
        Tool verilator = locator.Require(ToolCatalog.Verilator);
        Tool compiler = locator.Require(ToolCatalog.Compiler);
        string key = Key(specification, verilator, compiler);
        TimeSpan spent = TimeSpan.Zero;
        string entry = cache.GetOrBuild(
            key,
            folder =>
            {
                var watch = Stopwatch.StartNew();
                BuildInto(folder, key, specification, verilator, compiler, cancellationToken);
                spent = watch.Elapsed;
            },
            cancellationToken);
        PortTable ports = PortTable.FromDescription(File.ReadAllText(Path.Combine(entry, "ports.txt")));
        return new BuiltModel(specification, Path.Combine(entry, LibraryName(key)), ports, spent, key);
    }

    // Modules that were not inlined, and packages; the model itself and its symbol table hold no state.
    private static IEnumerable<string> OtherClasses(string folder) => Directory.GetFiles(folder, "Vmodel_*.h")
        .Where(file => Path.GetFileName(file) != EdgeGenerator.RootHeader && !Path.GetFileName(file).StartsWith("Vmodel__", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal).Select(File.ReadAllText);

    private static string TextOf(string folder, string name) => File.Exists(Path.Combine(folder, name)) ? File.ReadAllText(Path.Combine(folder, name)) : string.Empty;

    private static string LibraryName(string key) => $"libacs_{key}.so";

    private static string Key(ModelSpecification specification, Tool verilator, Tool compiler)
    {
        using var key = new BuildKey();
        key.Add("verilator", verilator.VersionText).Add("compiler", compiler.VersionText).Add("cpu", Processor.Identity)
            .Add("options", string.Join(' ', VerilatorCommand.Options(specification, verilator.Version)))
            .Add("harness", specification.Harness.ToString()).Add("flavour", specification.Flavour.ToString())
            .Add("control", VerilatorCommand.ControlFile(specification))
            .Add("edge", EdgeGenerator.Generate(specification, EdgeGenerator.Example, DirectEvaluation.Example, true)).Add("registers", specification.PublicRegisters.ToString())
            .Add("state", PlainState.Generate(PlainState.Example, []))
            .Add("shim", ShimGenerator.Generate("top", PortTable.FromDescription("in clk_i 1 0 1\nin data_i 8 1 1\nout data_o 8 0 1\n")))
            .Add("common", string.Join(' ', new CompilerSettings(compiler, string.Empty, specification.Flavour).Common));
        foreach (string file in specification.Sources.Files)
        {
            key.Add("path", file).AddFile(Path.Combine(specification.Sources.Root, file));
        }

        foreach (var (name, text) in NativeSources.All)
        {
            key.Add(name, text);
        }

        return key.ToFileName();
    }

    private void BuildInto(string entry, string key, ModelSpecification specification, Tool verilator, Tool compiler, CancellationToken cancellationToken)
    {
        string folder = Directory.CreateDirectory(Path.Combine(entry, "obj")).FullName;
        NativeSources.WriteTo(folder);
        Verilate(folder, specification, verilator, cancellationToken);
        PortTable ports = PortTable.FromHeader(File.ReadAllText(Path.Combine(folder, "Vmodel.h")));
        File.WriteAllText(Path.Combine(folder, "acs_ports.h"), ShimGenerator.Generate(specification.Sources.Top, ports));
        string root = TextOf(folder, EdgeGenerator.RootHeader);
        string model = TextOf(folder, DirectEvaluation.ModelSource);
        File.WriteAllText(Path.Combine(folder, "acs_edge.h"), EdgeGenerator.Generate(specification, root, model, ports.Contains(ShimGenerator.ClockPort)));
        File.WriteAllText(Path.Combine(folder, "acs_state.h"), PlainState.Generate(root, OtherClasses(folder)));
        File.WriteAllText(Path.Combine(entry, "ports.txt"), ports.Describe());

        var settings = new CompilerSettings(compiler, VerilatorRoot(verilator, cancellationToken), specification.Flavour);
        var (sources, defines) = Harness(specification.Harness);
        new NativeCompiler(runner, cache, settings)
            .CompileAsync(folder, sources, defines, Path.Combine(entry, LibraryName(key)), cancellationToken)
            .GetAwaiter().GetResult();
        Directory.Delete(folder, recursive: true);
    }

    private static (IReadOnlyList<string> Sources, IReadOnlyList<string> Defines) Harness(ModelHarness harness)
    {
        string[] common = ["acs_runtime.cpp", "acs_watch.cpp", "acs_registers.cpp", "acs_model.cpp"];
        return harness switch
        {
            ModelHarness.Partitioned => ([.. common, "acs_engine.cpp", "acs_tile_bench.cpp"], ["-DACS_PARTITIONED=1"]),
            ModelHarness.Flat => ([.. common, "acs_engine.cpp"], ["-DACS_PARTITIONED=0"]),
            _ => (common, []),
        };
    }

    private void Verilate(string folder, ModelSpecification specification, Tool verilator, CancellationToken cancellationToken)
    {
        List<string> arguments = [.. VerilatorCommand.Options(specification, verilator.Version), "--Mdir", folder];
        string control = Path.Combine(folder, "model.vlt");
        File.WriteAllText(control, VerilatorCommand.ControlFile(specification));
        arguments.Add(control);

        foreach (string include in specification.Sources.Files.Where(RtlSources.IsInclude).Select(Path.GetDirectoryName).Distinct(StringComparer.Ordinal)!)
        {
            arguments.Add($"-I{include}");
        }

        arguments.AddRange(specification.Sources.Files.Where(file => !RtlSources.IsInclude(file)));
        var request = new ProcessRequest(verilator.Path, arguments) { WorkingDirectory = specification.Sources.Root, Timeout = VerilatorLimit };
        ProcessResult result = runner.Run(request, cancellationToken);
        if (result.ExitCode != 0)
        {
            throw VerilatorDiagnostics.ToError(result.Error + result.Output, specification);
        }
    }

    private string VerilatorRoot(Tool verilator, CancellationToken cancellationToken) =>
        runner.Run(new ProcessRequest(verilator.Path, ["--getenv", "VERILATOR_ROOT"]), cancellationToken).EnsureSuccess().Output.Trim();
}
