using AnalogCoSim.Rtl.Simulation;

namespace AnalogCoSim.Rtl.Tests.Support;

/// <summary>A copy of <c>rtl/</c> to change; gone when disposed.</summary>
internal sealed class RtlCopy : IDisposable
{
    /// <summary>Copies everything below <c>rtl/</c>.</summary>
    public RtlCopy()
    {
        string source = RtlTree.Find();
        foreach (string path in Directory.EnumerateFiles(Path.Combine(source, "rtl"), "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(Root, Path.GetRelativePath(source, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }
    }

    /// <summary>Folder that holds <c>rtl/</c>.</summary>
    public string Root { get; } = Directory.CreateTempSubdirectory("acs-rtl-").FullName;

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
