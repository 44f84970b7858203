using System.Reflection;

namespace AnalogCoSim.Verilator.Building;

/// <summary>A C++ file that is compiled with a model or included by one that is.</summary>
/// <param name="Name">File name.</param>
/// <param name="Text">What it holds.</param>
public sealed record NativeFile(string Name, string Text)
{
    private const string Prefix = "native/";

    /// <summary>The files carried inside an assembly, as resources named <c>native/FILE</c>.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <returns>The files in name order.</returns>
    public static IReadOnlyList<NativeFile> Of(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        var files = new List<NativeFile>();
        foreach (string name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            files.Add(new NativeFile(name[Prefix.Length..], reader.ReadToEnd()));
        }

        return files;
    }
}
