using AnalogCoSim.Toolchain.Caching;
using AnalogCoSim.Toolchain.Processes;
using AnalogCoSim.Toolchain.Tools;
using AnalogCoSim.Verilator.Building;

namespace AnalogCoSim.Verilator.Tests.Support;

/// <summary>A small design with a file list in a folder of its own; gone when disposed.</summary>
internal sealed class SmallDesign : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("acs-design-").FullName;

    public SmallDesign(string rootName = "design")
    {
        Root = Directory.CreateDirectory(Path.Combine(_folder, rootName)).FullName;
    }

    public string Root { get; }

    public BuildCache Cache { get; init; } = BuildCache.Default;

    public string Write(string name, string text)
    {
        string path = Path.Combine(Root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public BuiltModel Build(Func<ModelSpecification, ModelSpecification>? change = null)
    {
        var specification = new ModelSpecification(RtlSources.FromList("top", Root, Path.Combine(Root, "top.f")), ModelFlavour.Fast);
        return new VerilatorBuild(ProcessRunner.Default, ToolLocator.Default, Cache).Build(change?.Invoke(specification) ?? specification);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
