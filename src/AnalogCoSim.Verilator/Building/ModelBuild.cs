using AnalogCoSim.Toolchain.Caching;
using AnalogCoSim.Toolchain.Processes;
using AnalogCoSim.Toolchain.Tools;
using AnalogCoSim.Verilator.Ports;

namespace AnalogCoSim.Verilator.Building;

/// <summary>One build of one model, step by step.</summary>
/// <param name="runner">How tools are run.</param>
/// <param name="cache">Where Verilator's compiled run time is kept.</param>
/// <param name="specification">What to build.</param>
/// <param name="verilator">Verilator.</param>
/// <param name="compiler">C++ compiler.</param>
internal sealed class ModelBuild(IProcessRunner runner, BuildCache cache, ModelSpecification specification, Tool verilator, Tool compiler)
{
    /// <summary>Name of the port list in a cache entry.</summary>
    public const string PortsName = "ports.txt";

    private const string ControlName = "model.vlt";
    private const string MemoryFolder = "memory";

    private static readonly TimeSpan VerilatorLimit = TimeSpan.FromMinutes(10);

    /// <summary>Called with each message of the tools; null for nobody.</summary>
    public Action<ToolMessage>? Messages { get; init; }

    private RtlSources Sources => specification.Sources;

    /// <summary>Name of the library in an entry; no two entries have the same, so the loader never takes one for another.</summary>
    /// <param name="key">The entry.</param>
    /// <returns>File name.</returns>
    public static string LibraryName(string key) => $"libacs_{key}.so";

    /// <summary>Builds the model.</summary>
    /// <param name="entry">Folder that becomes the entry.</param>
    /// <param name="group">Key of what was known before.</param>
    /// <param name="cancellationToken">Stops the tools.</param>
    /// <returns>The key of the model.</returns>
    public string Into(string entry, string group, CancellationToken cancellationToken)
    {
        string folder = Directory.CreateDirectory(Path.Combine(entry, "obj")).FullName;
        specification.Harness.WriteTo(folder);
        IReadOnlyList<string> read = Verilate(folder, cancellationToken);
        IReadOnlyList<string> memories = GeneratedCalls.MemoryFiles(folder, Sources.Top, specification.TakesPlusArgs);
        GeneratedCalls.CopyMemoryFiles(Sources, memories, Path.Combine(entry, MemoryFolder));
        Generate(entry, folder, memories);

        string[] defines =
        [
            .. specification.Harness.Defines, $"-DACS_CLOCK_PS={specification.ClockPicoseconds}", $"-DACS_FORCEABLE={(specification.ForceableRegisters ? 1 : 0)}",
            WaveScope.Define(TextOf(folder, DirectEvaluation.ModelSource)),
        ];
        string verilatorRoot = VerilatorRoot(cancellationToken);
        new NativeCompiler(runner, cache, new CompilerSettings(compiler, verilatorRoot, specification.Flavour, specification.HasSnapshots), Sources.Top) { Messages = Messages }
            .CompileAsync(folder, specification.Harness.AllSources, defines, "libacs.so", cancellationToken)
            .GetAwaiter().GetResult();

        IEnumerable<string> all = read.Concat(memories).Concat(CompilerReads.Of(folder));
        var dependencies = Dependencies.Of(Sources, all, [verilatorRoot, Path.TrimEndingDirectorySeparator(Path.GetFullPath(verilatorRoot))]);
        VerilatorReads.Check(Sources, dependencies);
        dependencies.Save(entry);
        string key = BuildInputs.Key(group, dependencies);
        File.Move(Path.Combine(folder, "libacs.so"), Path.Combine(entry, LibraryName(key)));
        Directory.Delete(folder, recursive: true);
        return key;
    }

    // Modules that were not inlined, and packages; the model itself and its symbol table hold no state.
    private static IEnumerable<string> OtherClasses(string folder) => Directory.GetFiles(folder, "Vmodel_*.h")
        .Where(file => Path.GetFileName(file) != EdgeGenerator.RootHeader && !Path.GetFileName(file).StartsWith("Vmodel__", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal).Select(File.ReadAllText);

    private static string TextOf(string folder, string name) => File.Exists(Path.Combine(folder, name)) ? File.ReadAllText(Path.Combine(folder, name)) : string.Empty;

    // Everything that the native code needs to know about this model.
    private void Generate(string entry, string folder, IReadOnlyList<string> memories)
    {
        string header = File.ReadAllText(Path.Combine(folder, "Vmodel.h"));
        PortHeader.Check(header, Sources.Top);
        PortTable ports = PortTable.FromHeader(header);
        if (specification.Harness != NativeHarness.Module || specification.Clock is not (ModelSpecification.UsualClock or ModelSpecification.NoClock))
        {
            ClockPort.Require(ports, Sources.Top, specification.Clock);
        }

        string root = TextOf(folder, EdgeGenerator.RootHeader);
        string model = TextOf(folder, DirectEvaluation.ModelSource);
        string? clock = ShimGenerator.MemberOf(ports, specification.Clock);
        File.WriteAllText(Path.Combine(folder, "acs_ports.h"), ShimGenerator.Generate(Sources.Top, ports, specification.Clock));
        File.WriteAllText(Path.Combine(folder, "acs_edge.h"), EdgeGenerator.Generate(specification, root, model, clock));
        File.WriteAllText(Path.Combine(folder, "acs_state.h"), PlainState.Generate(root, OtherClasses(folder)));
        File.WriteAllText(Path.Combine(folder, "acs_counters.h"), CoverageCounters.Generate(TextOf(folder, CoverageCounters.SymbolHeader), ports));
        File.WriteAllText(Path.Combine(folder, "acs_files.h"), GeneratedCalls.Header(memories));
        File.WriteAllText(Path.Combine(entry, PortsName), ports.Describe());
    }

    // Runs in the root of the sources, so that no path above it is ever seen by Verilator.
    private IReadOnlyList<string> Verilate(string folder, CancellationToken cancellationToken)
    {
        using var output = new VerilatorOutput(folder);
        string control = Path.Combine(output.Path, ControlName);
        File.WriteAllText(Path.Combine(folder, ControlName), VerilatorCommand.ControlFile(specification));
        string[] arguments =
        [
            .. VerilatorCommand.Options(specification, verilator.Version), "--Mdir", output.Path, control,
            .. Sources.IncludeFolders.Select(include => $"-I{include}"), .. Sources.Files,
        ];
        var request = new ProcessRequest(verilator.Path, arguments) { WorkingDirectory = Sources.Root, Timeout = VerilatorLimit };
        ProcessResult result = runner.Run(request, cancellationToken);
        string text = result.Error + result.Output;
        ToolMessage.Tell(text, Sources.Root, Messages);
        if (result.ExitCode != 0)
        {
            throw (result.Signal ?? VerilatorDiagnostics.Signal(text)) is { } signal
                ? ProcessErrors.Killed(verilator.Path, signal, request.CommandLine, Sources.Root)
                : VerilatorDiagnostics.ToError(text, specification);
        }

        result.EnsureWritten(folder, "Vmodel.h", "Vmodel.cpp", "Vmodel_classes.mk", VerilatorReads.ListName);
        return VerilatorReads.Of(folder, control);
    }

    private string VerilatorRoot(CancellationToken cancellationToken)
    {
        ProcessResult result = runner.Run(new ProcessRequest(verilator.Path, ["--getenv", "VERILATOR_ROOT"]), cancellationToken).EnsureSuccess();
        string root = result.Output.Trim();
        result.EnsureWritten(root, Path.Combine("include", "verilated.h"));
        return root;
    }
}
