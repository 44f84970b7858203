using System.Reflection;
using AnalogCoSim.Toolchain.Caching;

namespace AnalogCoSim.Bench.Running;

/// <summary>What code computes: every assembly that this one reaches and that comes with the program, and the runtime's version.</summary>
/// <remarks>The version id of a module is a hash of what it was compiled from, so any change of the code changes the identity.</remarks>
internal static class CodeIdentity
{
    private static readonly Lazy<string> Made = new(Make);

    /// <summary>40 hexadecimal digits, equal for equal code.</summary>
    public static string Digest => Made.Value;

    /// <summary>The assemblies, by name.</summary>
    /// <returns>Those of the program and of the libraries it ships with.</returns>
    internal static IReadOnlyCollection<Assembly> Assemblies()
    {
        var all = new SortedDictionary<string, Assembly>(StringComparer.Ordinal);
        Visit(typeof(CodeIdentity).Assembly, all);
        return all.Values;
    }

    private static string Make()
    {
        using var key = new BuildKey();
        key.Add("runtime", Environment.Version.ToString());
        foreach (Assembly assembly in Assemblies())
        {
            key.Add(assembly.GetName().Name!, assembly.ManifestModule.ModuleVersionId.ToString());
        }

        return key.ToFileName();
    }

    private static void Visit(Assembly assembly, SortedDictionary<string, Assembly> all)
    {
        if (!all.TryAdd(assembly.GetName().Name!, assembly))
        {
            return;
        }

        foreach (AssemblyName reference in assembly.GetReferencedAssemblies().Where(name => ComesWithProgram(name.Name!)))
        {
            Visit(Assembly.Load(reference), all);
        }
    }

    // The framework's own are told by its version.
    private static bool ComesWithProgram(string name) => File.Exists(Path.Combine(AppContext.BaseDirectory, name + ".dll"));
}
