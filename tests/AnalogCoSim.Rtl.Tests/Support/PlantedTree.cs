using AnalogCoSim.Core.Files;

namespace AnalogCoSim.Rtl.Tests.Support;

/// <summary>A copy of the RTL with one bug planted in it; gone when disposed.</summary>
internal sealed class PlantedTree : IDisposable
{
    /// <summary>Copies the RTL and replaces one piece of text.</summary>
    /// <param name="file">File below <c>rtl/</c>.</param>
    /// <param name="original">Text that occurs exactly once in it.</param>
    /// <param name="bug">What stands there instead.</param>
    public PlantedTree(string file, string original, string bug)
    {
        string source = Checkout.Root!;
        foreach (string path in Directory.EnumerateFiles(Path.Combine(source, "rtl"), "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(Root, Path.GetRelativePath(source, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }

        string target = Path.Combine(Root, "rtl", file);
        string[] parts = File.ReadAllText(target).Split(original);
        Assert.That(parts, Has.Length.EqualTo(2), $"'{original}' occurs once in {file}");
        File.WriteAllText(target, string.Join(bug, parts));
    }

    /// <summary>Folder that holds <c>rtl/</c>.</summary>
    public string Root { get; } = Directory.CreateTempSubdirectory("acs-planted-").FullName;

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
