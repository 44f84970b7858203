using System.Reflection;

namespace AnalogCoSim.Rtl.Building;

/// <summary>The C++ sources of the shim and the scheduler, carried inside this assembly.</summary>
internal static class NativeSources
{
    private const string Prefix = "native/";

    /// <summary>Name and text of every native file, in name order.</summary>
    public static IReadOnlyList<(string Name, string Text)> All { get; } = Load();

    /// <summary>Writes all native files into a folder.</summary>
    /// <param name="folder">An existing folder.</param>
    public static void WriteTo(string folder)
    {
        foreach (var (name, text) in All)
        {
            File.WriteAllText(Path.Combine(folder, name), text);
        }
    }

    private static List<(string Name, string Text)> Load()
    {
        Assembly assembly = typeof(NativeSources).Assembly;
        var files = new List<(string, string)>();
        foreach (string name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            files.Add((name[Prefix.Length..], reader.ReadToEnd()));
        }

        return files;
    }
}
