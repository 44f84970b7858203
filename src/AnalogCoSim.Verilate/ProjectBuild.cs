using System.Text.RegularExpressions;
using AnalogCoSim.Core.Errors;
using AnalogCoSim.Core.Files;
using AnalogCoSim.Toolchain.Caching;
using AnalogCoSim.Toolchain.Processes;
using AnalogCoSim.Toolchain.Programs;
using AnalogCoSim.Toolchain.Tools;
using AnalogCoSim.Verilator.Building;
using AnalogCoSim.Verilator.Declarations;

namespace AnalogCoSim.Verilate;

/// <summary>Builds the models of a project into a folder: descriptions for the source generator, libraries for the output folder, lists for MSBuild.</summary>
/// <param name="cache">Where models are kept that are still as they were.</param>
/// <param name="output">The folder.</param>
/// <param name="messages">Where messages go.</param>
internal sealed partial class ProjectBuild(BuildCache cache, string output, BuildMessages messages)
{
    /// <summary>Name of the list of all files that were read.</summary>
    public const string InputsName = "models.inputs";

    /// <summary>Name of the list of the tools' programs.</summary>
    public const string ToolsName = "models.tools";

    private readonly SortedSet<string> _read = new(StringComparer.Ordinal);
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);

    /// <summary>Builds all models; one with an error does not stop the others.</summary>
    /// <param name="requests">The models.</param>
    public void Run(IReadOnlyList<ModelRequest> requests)
    {
        Directory.CreateDirectory(output);
        foreach (ModelRequest request in requests)
        {
            int before = messages.Errors;
            ModuleDeclaration? declaration = null;
            try
            {
                One(request, ref declaration);
            }
            catch (AcsException exception) when (messages.Errors == before)
            {
                Report(request, declaration, exception);
            }
            catch (AcsException)
            {
                // The tool's own messages have told it.
            }
        }

        if (messages.Errors == 0)
        {
            WriteLists();
            Sweep();
        }
    }

    private void One(ModelRequest request, ref ModuleDeclaration? declaration)
    {
        RtlSources sources = RtlSources.FromFiles(request.Top, request.Root, request.Files, request.IncludeFolders);
        declaration = ModuleDeclaration.Read(request.Top, sources.Files.Select(file => Path.GetFullPath(file, request.Root)));
        ModuleDeclaration module = declaration ?? new ModuleDeclaration(request.Top, request.Files[0], 0, string.Empty, []);
        RefuseInterfaces(module);
        string? clock = request.HasSeveralClocks ? null : Clock(request, module);
        string? reset = request.Reset.Length > 0 ? request.Reset : PortRoles.ResetOf(module);
        var build = new VerilatorBuild(ProcessRunner.Default, ToolLocator.Default, cache) { Messages = messages.Tell };
        List<(ModelFlavour, string)> libraries = [];
        BuiltModel? first = null;
        foreach (ModelFlavour flavour in request.Flavours)
        {
            BuiltModel built = build.Build(Specification(request, sources, flavour, clock));
            first ??= built;
            _read.UnionWith(built.Read.Select(file => Path.GetFullPath(file, request.Root)));
            libraries.Add((flavour, Deploy(request, built)));
        }

        _read.UnionWith(request.Files);
        var description = new ModelDescription(request, module, first!.Ports, clock, reset, reset is not null && (request.ResetLevel.Length > 0 ? request.ResetLevel == "low" : PortRoles.IsActiveLow(reset)));
        description.Check();
        Write($"{(request.Namespace.Length > 0 ? request.Namespace + "." : string.Empty)}{request.Class}{ModelDescription.Extension}", description.Text(libraries));
    }

    private static ModelSpecification Specification(ModelRequest request, RtlSources sources, ModelFlavour flavour, string? clock) => new(sources, flavour)
    {
        // Time of a module with several clocks is counted in ps.
        Clock = request.HasSeveralClocks ? ModelSpecification.NoClock : clock ?? ModelSpecification.UsualClock,
        ClockPicoseconds = request.HasSeveralClocks ? 2 : request.Clocks[0].Picoseconds,
        ForceableRegisters = flavour is ModelFlavour.Check or ModelFlavour.Trace,
        Parameters = request.Parameters,
        Defines = request.Defines,
        Arguments = request.Arguments,
        TakesPlusArgs = true,
    };

    private string? Clock(ModelRequest request, ModuleDeclaration module)
    {
        if (request.Clocks[0].Port is { Length: > 0 } named)
        {
            return named;
        }

        IReadOnlyList<string> found = PortRoles.ClocksOf(module);
        if (found.Count > 1)
        {
            string periods = string.Join(';', found.Select((_, index) => 1000 + (200 * index)));
            messages.Warning(
                module.File,
                module.Line,
                ErrorCode.RtlUnsupported,
                $"{module.Name} has several clocks ({string.Join(", ", found)}), of which the model drives none: name one with Clock=\"{found[0]}\" in the project, "
                + $"or several with their periods, Clock=\"{string.Join(';', found)}\" ClockPicoseconds=\"{periods}\".");
        }

        return found.Count == 1 ? found[0] : null;
    }

    private static void RefuseInterfaces(ModuleDeclaration module)
    {
        if (module.Ports.FirstOrDefault(port => port.Direction == "interface") is { } port)
        {
            throw new AcsException(
                ErrorCode.RtlUnsupported,
                $"The bench cannot drive a port of {module.Name}.",
                where: $"{module.Name}.{port.Name}",
                expected: "input or output, packed",
                actual: $"{port.Name} is an interface; C++ has no place for one at the top",
                remedy: "wrap the module in one whose ports are packed inputs and outputs");
        }
    }

    // Errors about a port stand at the port, those with a place at it, all others at the module.
    private void Report(ModelRequest request, ModuleDeclaration? declaration, AcsException exception)
    {
        string prefix = request.Top + ".";
        if (exception.Where?.StartsWith(prefix, StringComparison.Ordinal) == true && declaration?.Ports.FirstOrDefault(port => port.Name == exception.Where[prefix.Length..]) is { } port)
        {
            messages.Error(port.File, port.Line, port.Column, exception);
        }
        else if (exception.Where is not null && Place().Match(exception.Where) is { Success: true } place)
        {
            int Number(string group) => int.TryParse(place.Groups[group].Value, out int number) ? number : 0;
            messages.Error(Path.GetFullPath(place.Groups["file"].Value, request.Root), Number("line"), Number("column"), exception);
        }
        else
        {
            messages.Error(declaration?.File ?? request.Files[0], declaration?.Line ?? 0, 0, exception);
        }
    }

    // Each build in a folder of its own, since memory files lie beside the library.
    private string Deploy(ModelRequest request, BuiltModel built)
    {
        string folder = $"verilated/{request.Class}/{built.Flavour}-{built.Key[^8..]}";
        string source = Path.GetDirectoryName(built.LibraryPath)!;
        string library = Path.GetFileName(built.LibraryPath);
        string memory = Path.Combine(source, "memory");
        IEnumerable<string> files = Directory.Exists(memory) ? Directory.GetFiles(memory).Select(file => $"memory/{Path.GetFileName(file)}") : [];
        foreach (string file in files.Prepend(library))
        {
            string target = Path.Combine(output, folder, file);
            _written.Add(Path.GetFullPath(target));
            if (!File.Exists(target) || new FileInfo(target).Length != new FileInfo(Path.Combine(source, file)).Length)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(Path.Combine(source, file), target, overwrite: true);
            }
        }

        return $"{folder}/{library}";
    }

    // A file that stays as it was keeps its time: the compiler is not started for it.
    private void Write(string name, string text)
    {
        string path = Path.GetFullPath(Path.Combine(output, name));
        _written.Add(path);
        if (!File.Exists(path) || File.ReadAllText(path) != text)
        {
            AtomicFile.WriteText(path, text);
        }
    }

    private void WriteLists()
    {
        string[] tools = [ToolLocator.Default.Require(ToolCatalog.Verilator).Path, ToolLocator.Default.Require(ToolCatalog.Compiler).Path];
        Write(InputsName, string.Join('\n', _read) + "\n");
        Write(ToolsName, string.Join('\n', tools) + "\n");
    }

    // What models of before have left.
    private void Sweep()
    {
        IEnumerable<string> old = Directory.GetFiles(output, "*" + ModelDescription.Extension);
        string libraries = Path.Combine(output, "verilated");
        old = Directory.Exists(libraries) ? old.Concat(Directory.GetFiles(libraries, "*", SearchOption.AllDirectories)) : old;
        foreach (string file in old.Select(Path.GetFullPath).Where(file => !_written.Contains(file)))
        {
            File.Delete(file);
        }
    }

    [GeneratedRegex(@"^(?<file>[^:]+?):(?<line>\d+)(?::(?<column>\d+))?")]
    private static partial Regex Place();
}
